package dev.jellyscale.api.upscaler.machine;

import dev.jellyscale.api.service.inference.Benchmarks;
import dev.jellyscale.api.upscaler.form.FacadeRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;

/** How fast the machine is, found out by measuring the model that is loaded. */
@Path("/Upscaler")
@Singleton
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class FacadeBenchmarkResource {
  private static final long USUAL_WIDTH = 480;
  private static final long USUAL_HEIGHT = 270;
  private static final long SMALLEST = 64;
  private static final long WIDEST = 7_680;
  private static final long HIGHEST = 4_320;

  private final Benchmarks benchmarks;
  private final MachineFacts machine;

  FacadeBenchmarkResource(Benchmarks benchmarks, MachineFacts machine) {
    this.benchmarks = benchmarks;
    this.machine = machine;
  }

  /** Measures the model at 640x360. */
  @GET
  @Path("/model-benchmark")
  public Benchmarks.Benchmark model() throws InterruptedException {
    return benchmarks.usual();
  }

  /** Measures the model at the size that a player captures; the answer tells at which it was. */
  @GET
  @Path("/benchmark-frame")
  public Benchmarks.FrameBenchmark frame(@Context RoutingContext route)
      throws InterruptedException {
    var query = FacadeRequest.query(route);
    return benchmarks.frame(
        query.integer("width", SMALLEST, WIDEST).orElse(USUAL_WIDTH),
        query.integer("height", SMALLEST, HIGHEST).orElse(USUAL_HEIGHT));
  }

  /** Measures the model, and tells what suits the machine by what was found. */
  @POST
  @Path("/benchmark")
  public BenchmarkReport benchmark() throws InterruptedException {
    long began = System.nanoTime();
    var measured = benchmarks.usual();
    return BenchmarkReport.of(
        measured, System.nanoTime() - began, machine.settings(), Instant.now());
  }

  /** Has the model work, and tells how that went. */
  @POST
  @Path("/test")
  public TestReport test() throws InterruptedException {
    return TestReport.of(benchmarks.usual(), machine.profile());
  }
}
