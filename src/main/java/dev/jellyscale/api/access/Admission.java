package dev.jellyscale.api.access;

import dev.jellyscale.api.access.route.Route;
import dev.jellyscale.auth.Caller;

/** A request that may go on: who makes it, and by which row. */
record Admission(Caller caller, Route row) {}
