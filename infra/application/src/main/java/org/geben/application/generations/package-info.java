/** The command line of generations: what views are folded into, built, promoted, dropped and verified by an operator. */
@NullMarked
package org.geben.application.generations;

import org.jspecify.annotations.NullMarked;
