package dev.jellyscale.jobs.artwork;

import dev.jellyscale.model.ModelTraits.Size;
import java.util.Optional;

/**
 * What a scan says of a picture.
 *
 * @param number place in the order in which they are enlarged, from 0
 * @param before its size; empty where that is not known
 * @param sha256 of its file; empty where the scan did not read it
 * @param after size of the larger one; empty where there is none
 * @param artwork what became of it; empty: nothing yet
 */
public record PictureLine(
    int number,
    ItemPicture picture,
    Optional<Size> before,
    Optional<String> sha256,
    Optional<Size> after,
    PictureFate fate,
    Optional<ArtworkId> artwork) {}
