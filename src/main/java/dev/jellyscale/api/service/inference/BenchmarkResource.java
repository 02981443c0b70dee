package dev.jellyscale.api.service.inference;

import dev.jellyscale.api.service.form.FieldText;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** Measures the model that is loaded. */
@Path("/")
@Singleton
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class BenchmarkResource {
  private final Benchmarks benchmarks;

  BenchmarkResource(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  /** Measures the model at 640x360; recommendations know it from then on. */
  @GET
  @Path("/benchmark")
  public Benchmarks.Benchmark benchmark() throws InterruptedException {
    return benchmarks.usual();
  }

  /** Measures the model at the size that a player captures, within 64x64 and 1920x1080. */
  @GET
  @Path("/benchmark-frame")
  public Benchmarks.FrameBenchmark benchmarkFrame(
      @QueryParam("width") @DefaultValue("480") String width,
      @QueryParam("height") @DefaultValue("270") String height)
      throws InterruptedException {
    return benchmarks.frame(
        FieldText.integer("query", "width", width), FieldText.integer("query", "height", height));
  }
}
