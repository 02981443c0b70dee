package dev.jellyscale.supervisor;

import dev.jellyscale.model.ModelId;

/**
 * What a renderer does, in words.
 *
 * @param doing while it does it: "measuring model 'x'"
 * @param did afterwards, for the sentence of its death: "measured model 'x'"
 */
record WorkWords(String doing, String did) {

  static WorkWords of(String doing, String did, ModelId model) {
    var object = " model '" + model + "'";
    return new WorkWords(doing + object, did + object);
  }
}
