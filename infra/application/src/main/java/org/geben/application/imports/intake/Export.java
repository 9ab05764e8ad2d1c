package org.geben.application.imports.intake;

import java.io.IOException;

/** What another system gave out about its community. */
public interface Export {

    /** Such as {@code stackexchange}. */
    String system();

    /**
     * Reads all of it, one record at a time.
     *
     * @throws UnusableExport if it cannot be read at all; nothing has been sent then
     */
    void readInto(Intake intake) throws IOException;
}
