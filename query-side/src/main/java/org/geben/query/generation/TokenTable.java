package org.geben.query.generation;

import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;

/** Where the processors' tokens are kept: beside the generations, so that both change in one transaction. */
public final class TokenTable {
    static final String NAME = "geben.token_entry";

    private TokenTable() {}

    public static TokenSchema schema() {
        return TokenSchema.builder()
                .setTokenTable(NAME)
                .setProcessorNameColumn("processor_name")
                .setSegmentColumn("segment")
                .setTokenColumn("token")
                .setTokenTypeColumn("token_type")
                .setTimestampColumn("stored_at")
                .setOwnerColumn("owner")
                .build();
    }
}
