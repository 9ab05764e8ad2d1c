/**
 * The command line of generations, what views are folded into, built, promoted, dropped and verified by an operator; and of
 * the dead letters that they go on without.
 */
@NullMarked
package org.geben.application.generations;

import org.jspecify.annotations.NullMarked;
