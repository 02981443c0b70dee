package dev.jellyscale.jobs.model;

import dev.jellyscale.model.ModelSource;

/**
 * A model that this node can open for a job.
 *
 * @param sha256 of its file; for a model without one, what stands for it
 * @param bytes of its file; 0 where there is none
 */
public record JobModel(ModelSource source, String sha256, long bytes) {}
