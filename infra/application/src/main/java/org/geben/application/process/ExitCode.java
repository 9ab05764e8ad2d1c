package org.geben.application.process;

/** What the process answers to the shell; scripts may rely on the numbers. */
public enum ExitCode {
    OK(0),
    FAILED(1),
    WRONG_USAGE(2),
    /** An import ran to its end but found bad input, and was told to be strict about it. */
    BAD_INPUT(3);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
