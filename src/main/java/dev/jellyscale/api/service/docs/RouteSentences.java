package dev.jellyscale.api.service.docs;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A sentence for each route of the service. */
final class RouteSentences {
  private static final Map<String, String> SENTENCES = new TreeMap<>();

  static {
    put("GET /", "A page that says what this is.");
    put("GET /health", "Whether the node answers; nothing else is told.");
    put("GET /health/detailed", "Circuit breaker, GPU, model and figures.");
    put("GET /status", "Model, device, load, versions and renderers.");
    put("GET /hardware", "Processor and GPUs, and which of them does the work.");
    put("GET /gpus", "The GPUs as their driver numbers them.");
    put("GET /gpu-verify", "What a GPU needs to be used, and what is missing.");
    put("GET /doctor", "What is well with the node, what is not, and what to do.");
    put("GET /recommend", "The model that suits this machine.");
    put("GET /features", "What this service does, and what it does not.");
    put("GET /realtime-stats", "Not available: there is no stream of raw frames.");
    put("GET /connections", "Always empty: no list of plugins is kept.");
    put("POST /connections/register", "Not available: no list of plugins is kept.");
    put("GET /metrics", "Figures for Prometheus, and those that the existing plugin reads.");
    put("GET /logs/recent", "The last entries of the log, without secrets.");
    put("GET /logs/stream", "The log as it is written, as server-sent events.");
    put("POST /config", "Checks settings, and tells those that are in force.");
    put("GET /docs", "This description as a page.");
    put("GET /openapi.json", "This description in OpenAPI.");
    put("GET /auth/tokens", "The managed tokens, without their secrets.");
    put("POST /auth/tokens", "Makes a token; its secret is told this once.");
    put("DELETE /auth/tokens/{id}", "Revokes a token.");
    put("GET /models", "The models that this node knows.");
    put("GET /models/disk-usage", "The room that installed models take.");
    put("GET /models/import-catalog", "The models that can be fetched.");
    put("POST /models/download", "Fetches a model, and answers when it is there.");
    put("POST /models/download-async", "Begins to fetch a model.");
    put("GET /models/download-status/{job_id}", "How far the fetching of a model is.");
    put("POST /models/load", "Opens a model, and makes it the one that pictures are made with.");
    put("POST /models/cleanup", "Removes models that nobody has used for long.");
    put("POST /models/upload", "Takes an ONNX file as a model.");
    put("DELETE /models/upload/{name}", "Removes a model that was uploaded.");
    put("POST /models/upload-face-enhance", "Not available: faces are not restored.");
    put("POST /models/convert-upload", "Not available: models are not converted.");
    put("POST /models/import-from-catalog", "Fetches a model of the catalogue.");
    put("POST /models/convert-from-catalog", "Not available: models are not converted.");
    put("POST /models/import-async", "Begins to fetch a model of the catalogue.");
    put("GET /models/import-status/{job_id}", "How far an import is.");
    put("POST /models/load-detector", "Not available: objects are not masked.");
    put("POST /upscale", "Upscales a picture; the answer is a PNG file.");
    put("POST /upscale-hdr", "Upscales a PNG file of 16 bits, and keeps them.");
    put("POST /upscale-frame", "Upscales a picture quickly; the answer is a JPEG file.");
    put(
        "POST /upscale-video-chunk",
        "For models that take several pictures, of which none is here.");
    put("POST /upscale-stream", "Not available: there is no stream of raw frames.");
    put("GET /benchmark", "Measures the loaded model.");
    put("GET /benchmark-frame", "Measures the loaded model at a size.");
    put("POST /interpolate-frames", "Not available: no frames are added between frames.");
    put("GET /interpolation/status", "Says that no frames are added between frames.");
    put("POST /detect-mask", "Not available: objects are not masked.");
    put("POST /face-restore/load", "Not available: faces are not restored.");
    put("POST /face-restore/unload", "Not available: faces are not restored.");
    put("GET /face-restore/status", "Says that faces are not restored.");
    put("POST /face-restore/frame", "Not available: faces are not restored.");
    put("POST /quality-metrics", "Not available: pictures are not judged.");
    put("POST /process-grain", "Not available: grain is neither removed nor added.");
    put("POST /enhance-faces", "Not available: faces are not restored.");
    put("POST /api/v1/session", "Signs in with an account of this node; the answer sets a cookie.");
    put("GET /api/v1/session", "Who makes this request, and in which role.");
    put("DELETE /api/v1/session", "Signs out, at once.");
    put("GET /api/v1/jobs", "The jobs, newest first, page by page.");
    put("POST /api/v1/jobs", "Asks for a video to be enlarged; the job goes on whatever happens.");
    put("GET /api/v1/jobs/{id}", "A job, its plan and how far it is.");
    put("PATCH /api/v1/jobs/{id}", "Changes the priority of a job that is not finished.");
    put("DELETE /api/v1/jobs/{id}", "Forgets a finished job; its film stays.");
    put("POST /api/v1/jobs/{id}/pause", "Has a job stand still, at the next frame.");
    put("POST /api/v1/jobs/{id}/resume", "Lets a paused job go on where it was.");
    put("POST /api/v1/jobs/{id}/cancel", "Ends a job that nobody wants any more.");
    put("POST /api/v1/jobs/{id}/again", "Has a failed job tried again; what is done is kept.");
    put("GET /api/v1/jobs/{id}/segments", "The segments of a job, in the order of their frames.");
    put("GET /api/v1/jobs/{id}/history", "What has become of a job, oldest first.");
    put("GET /api/v1/jobs/events", "What becomes of all jobs, as server-sent events.");
    put("GET /api/v1/jobs/{id}/events", "What becomes of a job, as server-sent events.");
    put("GET /api/v1/queue", "Whether the queue stands still, and how many jobs are in it.");
    put("POST /api/v1/queue/pause", "Has all jobs stand still.");
    put("POST /api/v1/queue/resume", "Lets all jobs go on.");
    put("GET /api/v1/windows", "Hours in which jobs that name them may render.");
    put("GET /api/v1/windows/{name}", "A render window, and when it opens or closes next.");
    put("PUT /api/v1/windows/{name}", "Makes a render window, or changes it for its jobs.");
    put("DELETE /api/v1/windows/{name}", "Forgets a window that no unfinished job names.");
    put("GET /api/v1/published", "The films that were published, newest first, page by page.");
    put("GET /api/v1/published/{id}", "A published film, and what Jellyfin was told of it.");
    put("DELETE /api/v1/published/{id}", "Takes a film back, if it is what was written.");
    put("GET /api/v1/rules", "Which videos and pictures of libraries are upscaled by themselves.");
    put("GET /api/v1/rules/{name}", "A rule, and when it runs next.");
    put("PUT /api/v1/rules/{name}", "Makes a rule, or changes it; nothing runs before its time.");
    put("DELETE /api/v1/rules/{name}", "Forgets a rule; its jobs go on and its films stay.");
    put("GET /api/v1/rules/{name}/scans", "The last scans of a rule, newest first.");
    put(
        "POST /api/v1/rules/{name}/scans",
        "Begins what a rule means, or tells what that would be.");
    put("GET /api/v1/scans/{id}", "How far a scan is, and how many it judges in which way.");
    put(
        "GET /api/v1/scans/{id}/videos",
        "What a scan says of each video, in the order of the run.");
    put("GET /api/v1/scans/{id}/pictures", "What a scan says of each poster and backdrop.");
    put("PUT /api/v1/queue/limits/{model}", "Limits how many segments use a model at a time.");
    put("DELETE /api/v1/queue/limits/{model}", "Takes such a limit back.");
    put("GET /api/v1/nodes", "The nodes that work for jobs, and what each is at.");
    put("GET /api/v1/artwork", "Posters and backdrops that rules have enlarged, newest first.");
    put("GET /api/v1/artwork/{id}", "A picture that a rule has enlarged.");
    put("GET /api/v1/artwork/{id}/before", "The picture itself as it was before.");
    put("DELETE /api/v1/artwork/{id}/before", "Gives up a picture from before; makes room.");
    put("POST /api/v1/artwork/{id}/undo", "Puts a picture back as it was before.");
    put("GET /api/v1/notifications", "Who is told of jobs, by name.");
    put("GET /api/v1/notifications/{name}", "A target; its address and its key are never shown.");
    put(
        "PUT /api/v1/notifications/{name}",
        "Makes a target or changes it; what is not given stays.");
    put("DELETE /api/v1/notifications/{name}", "Forgets a target, its secrets and its deliveries.");
    put(
        "POST /api/v1/notifications/{name}/test",
        "Sends a test now, once, and tells what came of it.");
    put(
        "GET /api/v1/notifications/{name}/deliveries",
        "What was sent to a target and what waits, newest first.");
  }

  private RouteSentences() {}

  private static void put(String route, String sentence) {
    SENTENCES.put(route, sentence);
  }

  /**
   * The sentence of a route; empty where it has none.
   *
   * @param route method, blank, path
   */
  static Optional<String> of(String route) {
    return Optional.ofNullable(SENTENCES.get(route)).or(() -> FacadeSentences.of(route));
  }
}
