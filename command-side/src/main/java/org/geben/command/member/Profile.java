package org.geben.command.member;

import org.geben.kernel.member.Handle;
import org.jspecify.annotations.Nullable;

record Profile(Handle handle, String name, @Nullable String about) {}
