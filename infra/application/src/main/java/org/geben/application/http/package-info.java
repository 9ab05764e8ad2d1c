/** What all of the HTTP API has in common: how it refuses, and which JSON it takes. */
@NullMarked
package org.geben.application.http;

import org.jspecify.annotations.NullMarked;
