package dev.jellyscale.api.upscaler.filter;

/**
 * How players shall show pictures.
 *
 * @param enabled whether they shall change them at all
 * @param custom where somebody has put the sliders; they count for {@code custom} alone
 */
record FilterChoice(boolean enabled, FilterPreset preset, Sliders custom) {
  /** Until somebody chooses: pictures are shown as they are. */
  static final FilterChoice NONE = new FilterChoice(false, FilterPreset.NONE, Sliders.NEUTRAL);

  /** Where the sliders stand, by the preset. */
  Sliders sliders() {
    return preset == FilterPreset.CUSTOM ? custom : preset.sliders();
  }

  /** The same with another preset. */
  FilterChoice with(FilterPreset other) {
    return new FilterChoice(enabled, other, custom);
  }
}
