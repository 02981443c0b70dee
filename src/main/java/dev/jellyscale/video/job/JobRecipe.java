package dev.jellyscale.video.job;

import dev.jellyscale.engine.Upscaler;
import dev.jellyscale.video.work.Recipe;
import java.util.TreeMap;

/** Puts into words what decides on a job's segments. */
final class JobRecipe {
  private JobRecipe() {}

  /** The recipe of a plan on the device that runs it. */
  static Recipe of(JobPlan plan, RangeSchedule schedule, Upscaler upscaler) {
    var encode = plan.output().encode();
    var decode = plan.source().decode();
    var terms = new TreeMap<String, String>();
    terms.put("version", plan.output().provenance().version());
    terms.put("model", plan.network().id() + " " + plan.network().file().sha256());
    terms.put("device", upscaler.device().provider().name());
    terms.put("passes", Integer.toString(plan.scale().passes()));
    terms.put("input", plan.source().format().toString());
    terms.put("colour", plan.source().probed().facts().video().colour().toString());
    terms.put("encoder", encode.settings().toString());
    terms.put("encoded", encode.format() + ", " + encode.threads() + " threads");
    terms.put("time base", encode.timing().timeBase().toString());
    terms.put("frames", plan.source().frames().toString());
    terms.put("deinterlace", decode.deinterlace().name());
    terms.put("damage", decode.allowDamaged() ? "allowed" : "refused");
    terms.put("frames per range", Long.toString(schedule.framesPerRange()));
    return new Recipe(terms);
  }
}
