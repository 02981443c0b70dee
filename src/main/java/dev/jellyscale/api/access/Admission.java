package dev.jellyscale.api.access;

import dev.jellyscale.api.access.identity.Identified;
import dev.jellyscale.api.access.route.Route;

/** A request that may go on: who makes it, and by which row. */
record Admission(Identified who, Route row) {}
