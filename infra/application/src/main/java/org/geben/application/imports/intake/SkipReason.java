package org.geben.application.imports.intake;

/** Why a record that can be read is not imported: a stable code and a sentence. Importers list theirs as an enum. */
public interface SkipReason {
    String name();

    String sentence();
}
