package dev.jellyscale.api.access.route;

import static dev.jellyscale.api.access.route.Route.open;
import static dev.jellyscale.api.access.route.Route.own;
import static dev.jellyscale.api.access.route.Route.service;
import static dev.jellyscale.api.access.route.Route.welcome;
import static dev.jellyscale.auth.Scope.ADMIN;
import static dev.jellyscale.auth.Scope.INFER;
import static dev.jellyscale.auth.Scope.JOBS;
import static dev.jellyscale.auth.Scope.METRICS;
import static dev.jellyscale.auth.Scope.MODELS;
import static dev.jellyscale.auth.Scope.READ;

import dev.jellyscale.api.access.route.Route.Rate;
import java.util.List;

/** The routes of the AI service and our own ones below {@code /api/v1}. */
final class ServiceRoutes {
  static final List<Route> ROWS =
      List.of(
          // What the node is and does.
          open("GET", "/"),
          open("GET", "/health"),
          service("GET", "/health/detailed", READ),
          service("GET", "/status", READ),
          service("GET", "/hardware", READ),
          service("GET", "/gpus", READ),
          service("GET", "/gpu-verify", READ),
          service("GET", "/doctor", READ),
          service("GET", "/recommend", READ),
          service("GET", "/features", READ),
          service("GET", "/realtime-stats", READ),
          service("GET", "/connections", READ),
          service("POST", "/connections/register", ADMIN),
          service("GET", "/metrics", METRICS),
          service("GET", "/logs/recent", ADMIN),
          service("GET", "/logs/stream", ADMIN).at(Rate.STREAM),
          service("POST", "/config", ADMIN),
          service("GET", "/docs", ADMIN),
          service("GET", "/openapi.json", ADMIN),
          // Tokens.
          service("GET", "/auth/tokens", ADMIN),
          service("POST", "/auth/tokens", ADMIN),
          service("DELETE", "/auth/tokens/{id}", ADMIN),
          // Models.
          service("GET", "/models", READ),
          service("GET", "/models/disk-usage", READ),
          service("GET", "/models/import-catalog", READ),
          service("POST", "/models/download", MODELS).at(Rate.DOWNLOAD),
          service("POST", "/models/download-async", MODELS).at(Rate.DOWNLOAD),
          service("GET", "/models/download-status/{job_id}", MODELS),
          service("POST", "/models/load", MODELS),
          service("POST", "/models/cleanup", MODELS),
          service("POST", "/models/upload", MODELS).taking(BodyCap.MODEL),
          service("DELETE", "/models/upload/{name}", MODELS),
          service("POST", "/models/upload-face-enhance", MODELS).taking(BodyCap.MODEL),
          service("POST", "/models/convert-upload", MODELS).taking(BodyCap.MODEL),
          service("POST", "/models/import-from-catalog", MODELS).at(Rate.DOWNLOAD),
          service("POST", "/models/convert-from-catalog", MODELS).at(Rate.DOWNLOAD),
          service("POST", "/models/import-async", MODELS).at(Rate.DOWNLOAD),
          service("GET", "/models/import-status/{job_id}", MODELS),
          service("POST", "/models/load-detector", MODELS),
          // Pictures.
          service("POST", "/upscale", INFER).taking(BodyCap.PICTURE),
          service("POST", "/upscale-hdr", INFER).taking(BodyCap.PICTURE),
          service("POST", "/upscale-frame", INFER).taking(BodyCap.PICTURE),
          service("POST", "/upscale-video-chunk", INFER).taking(BodyCap.PICTURE),
          service("POST", "/upscale-stream", INFER).taking(BodyCap.PICTURE),
          service("GET", "/benchmark", INFER),
          service("GET", "/benchmark-frame", INFER),
          service("POST", "/interpolate-frames", INFER).taking(BodyCap.PICTURE),
          service("GET", "/interpolation/status", READ),
          service("POST", "/detect-mask", INFER).taking(BodyCap.PICTURE),
          service("POST", "/face-restore/load", MODELS),
          service("POST", "/face-restore/unload", MODELS),
          service("GET", "/face-restore/status", READ),
          service("POST", "/face-restore/frame", INFER).taking(BodyCap.PICTURE),
          service("POST", "/quality-metrics", INFER).taking(BodyCap.PICTURE),
          service("POST", "/process-grain", INFER).taking(BodyCap.PICTURE),
          service("POST", "/enhance-faces", INFER).taking(BodyCap.PICTURE),
          // Signing in with an account of this node.
          welcome("POST", "/api/v1/session"),
          own("GET", "/api/v1/session", READ),
          own("DELETE", "/api/v1/session", READ),
          // Jobs.
          own("GET", "/api/v1/jobs", JOBS),
          own("POST", "/api/v1/jobs", JOBS),
          own("GET", "/api/v1/jobs/events", JOBS).at(Rate.STREAM),
          own("GET", "/api/v1/jobs/{id}", JOBS),
          own("PATCH", "/api/v1/jobs/{id}", JOBS),
          own("DELETE", "/api/v1/jobs/{id}", JOBS),
          own("POST", "/api/v1/jobs/{id}/pause", JOBS),
          own("POST", "/api/v1/jobs/{id}/resume", JOBS),
          own("POST", "/api/v1/jobs/{id}/cancel", JOBS),
          own("POST", "/api/v1/jobs/{id}/again", JOBS),
          own("GET", "/api/v1/jobs/{id}/segments", JOBS),
          own("GET", "/api/v1/jobs/{id}/history", JOBS),
          own("GET", "/api/v1/jobs/{id}/events", JOBS).at(Rate.STREAM),
          own("GET", "/api/v1/queue", JOBS),
          own("POST", "/api/v1/queue/pause", JOBS),
          own("POST", "/api/v1/queue/resume", JOBS),
          own("GET", "/api/v1/windows", JOBS),
          own("GET", "/api/v1/windows/{name}", JOBS),
          own("PUT", "/api/v1/windows/{name}", JOBS),
          own("DELETE", "/api/v1/windows/{name}", JOBS),
          own("GET", "/api/v1/rules", JOBS),
          own("GET", "/api/v1/rules/{name}", JOBS),
          own("PUT", "/api/v1/rules/{name}", JOBS),
          own("DELETE", "/api/v1/rules/{name}", JOBS),
          own("GET", "/api/v1/rules/{name}/scans", JOBS),
          own("POST", "/api/v1/rules/{name}/scans", JOBS),
          own("GET", "/api/v1/scans/{id}", JOBS),
          own("GET", "/api/v1/scans/{id}/videos", JOBS),
          own("GET", "/api/v1/scans/{id}/pictures", JOBS),
          own("PUT", "/api/v1/queue/limits/{model}", JOBS),
          own("DELETE", "/api/v1/queue/limits/{model}", JOBS),
          own("GET", "/api/v1/nodes", JOBS),
          // Published films: seen by whoever sees jobs, taken away by administrators.
          own("GET", "/api/v1/published", JOBS),
          own("GET", "/api/v1/published/{id}", JOBS),
          own("DELETE", "/api/v1/published/{id}", ADMIN),
          // Pictures that rules have enlarged in Jellyfin.
          own("GET", "/api/v1/artwork", ADMIN),
          own("GET", "/api/v1/artwork/{id}", ADMIN),
          own("GET", "/api/v1/artwork/{id}/before", ADMIN),
          own("DELETE", "/api/v1/artwork/{id}/before", ADMIN),
          own("POST", "/api/v1/artwork/{id}/undo", ADMIN),
          // Notifications: addresses are secrets.
          own("GET", "/api/v1/notifications", ADMIN),
          own("GET", "/api/v1/notifications/{name}", ADMIN),
          own("PUT", "/api/v1/notifications/{name}", ADMIN),
          own("DELETE", "/api/v1/notifications/{name}", ADMIN),
          own("POST", "/api/v1/notifications/{name}/test", ADMIN),
          own("GET", "/api/v1/notifications/{name}/deliveries", ADMIN));

  private ServiceRoutes() {}
}
