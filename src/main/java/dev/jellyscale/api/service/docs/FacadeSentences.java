package dev.jellyscale.api.service.docs;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A sentence for each route below {@code /Upscaler}. */
final class FacadeSentences {
  private static final String PREFIX = "/Upscaler/";
  private static final Map<String, String> SENTENCES = new TreeMap<>();

  static {
    put("GET", "models", "The models that this node knows.");
    put("GET", "libraries", "The libraries that Jellyfin shows to the caller, without paths.");
    put("GET", "status", "Whether the service runs, and with which settings.");
    put("GET", "service-health", "Whether the node answers, how fast, and what it works with.");
    put("GET", "recommend-model", "The model that suits a video, and why.");
    put("GET", "filter-config", "The filters of playback that are in force.");
    put("POST", "process/item/{itemId}", "Asks for an item to be enlarged, as a job.");
    put("GET", "jobs", "Jobs that have not ended; users see their own.");
    put("POST", "jobs/{id}/pause", "Has a job pause; users have their own pause.");
    put("POST", "jobs/{id}/resume", "Has a job go on; users have their own go on.");
    put("POST", "jobs/{id}/cancel", "Ends a job; users end their own.");
    put("POST", "process", "Asks for a file inside a mapped root to be enlarged, as a job.");
    put("POST", "preprocess", "Asks for a file to be enlarged before anybody watches it.");
    put("GET", "queue", "The queue: what waits, what is being done, what has ended lately.");
    put("POST", "queue/add", "Adds a file inside a mapped root to the queue.");
    put("POST", "queue/{id}/cancel", "Takes a job out of the queue.");
    put("POST", "queue/{id}/priority", "Changes the priority of a job.");
    put("POST", "queue/pause", "Has the queue pause.");
    put("POST", "queue/resume", "Has the queue go on.");
    put("POST", "vmaf", "Compares two videos inside mapped roots.");
    put("GET", "models/importable", "The models that can be imported.");
    put("POST", "models/import", "Imports a model of the catalogue.");
    put("POST", "models/convert", "Not available: models are not converted.");
    put("POST", "models/upload-file", "Takes an ONNX file as a model.");
    put("POST", "models/import-async", "Begins to import a model of the catalogue.");
    put("GET", "models/import-status/{jobId}", "How far an import is.");
    put("POST", "models/download-async", "Begins to fetch a model.");
    put("GET", "models/download-status/{jobId}", "How far the fetching of a model is.");
    put("DELETE", "models/import/{modelName}", "Removes a model that was imported.");
    put("POST", "models/load", "Opens a model, and makes it the one that pictures are made with.");
    put("GET", "models/disk-usage", "The room that installed models take.");
    put("POST", "models/cleanup", "Removes models that nobody has used for long.");
    put("GET", "recommend", "The model that suits this machine.");
    put("POST", "object-mask/load-model", "Not available: objects are not masked.");
    put("POST", "face-restore/load", "Not available: faces are not restored.");
    put("POST", "face-restore/unload", "Not available: faces are not restored.");
    put("GET", "face-restore/status", "Tells that faces are not restored.");
    put("GET", "compare/{itemId}", "A frame of an item as it is, and enlarged.");
    put("POST", "upscale-images/{itemId}", "Enlarges the images that belong to an item.");
    put("POST", "upscale/image", "Enlarges a picture.");
    put("POST", "upscale-frame", "Enlarges a frame quickly.");
    put(
        "POST",
        "upscale-video-chunk",
        "For models that take several frames, of which none is here.");
    put("POST", "detect-mask", "Not available: objects are not masked.");
    put("POST", "face-restore/frame", "Not available: faces are not restored.");
    put("POST", "filter-config", "Changes the filters of playback.");
    put("POST", "filter-preview", "The chain of filters that a preset stands for.");
    put("GET", "filter-preview/frame/{itemId}", "A frame of an item as it is, and filtered.");
    put("GET", "info", "What this is, and what it does.");
    put("GET", "hardware", "The processor, the GPU and what they are good for.");
    put("GET", "hardware-info", "What of this machine's hardware is used.");
    put("GET", "hardware-benchmark", "Hardware, and settings that suit it.");
    put("GET", "recommendations", "The older name of hardware-benchmark.");
    put("GET", "gpus", "The GPUs as their driver numbers them.");
    put("GET", "gpu-verify", "What a GPU needs to be used, and what is missing.");
    put("GET", "health/detailed", "Circuit breaker, GPU, model and figures.");
    put("GET", "fallback", "Whether the work is done on the processor for want of a GPU.");
    put("GET", "metrics", "Figures for Prometheus.");
    put("GET", "model-benchmark", "How fast the open model is.");
    put("GET", "benchmark-frame", "How fast frames of a size are enlarged.");
    put("POST", "benchmark", "Settings that suit this machine, and how long it took to tell.");
    put("POST", "test", "Whether the settings work together.");
    put("GET", "settings/export", "The settings, without secrets.");
    put("POST", "settings/import", "Takes settings that were exported.");
    put("POST", "service-config", "Checks settings of the node, and tells those in force.");
    put("GET", "tokens", "The managed tokens, without their secrets.");
    put("POST", "tokens", "Makes a token; its secret is told this once.");
    put("DELETE", "tokens/{id}", "Revokes a token.");
    put("GET", "cache/stats", "Figures of a cache that there is not: all are 0.");
    put("POST", "cache/clear", "Clears nothing: there is no cache.");
    put("POST", "install", "How to set the proxy up, as a text with our own address in it.");
  }

  private FacadeSentences() {}

  private static void put(String method, String path, String sentence) {
    SENTENCES.put(method + " " + PREFIX + path, sentence);
  }

  /**
   * The sentence of a route; empty where it has none.
   *
   * @param route method, blank, path
   */
  static Optional<String> of(String route) {
    return Optional.ofNullable(SENTENCES.get(route));
  }
}
