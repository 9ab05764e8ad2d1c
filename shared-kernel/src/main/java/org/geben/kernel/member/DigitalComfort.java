package org.geben.kernel.member;

/** How members say they feel about the medium. Personal: shown in figures about at least five members only. */
public enum DigitalComfort {
    /** Grew up with it. */
    NATIVE,
    /** Came to it later, and found the way. */
    IMMIGRANT,
    /** Rather keeps away from it. */
    HESITANT
}
