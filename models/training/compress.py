"""Pictures as people have them: shrunk, made a little worse, and coded as H.264 or MPEG-2 in motion.

Each picture becomes a few short clips, seen through a window that moves over it, so that frames of all types occur with what
motion does to them. The high resolution that belongs to a frame is the untouched picture behind the window.
"""

import subprocess

import numpy as np
from PIL import Image, ImageFilter

from luma import shrink, training_pictures

CLIPS = 3  # of each picture
LENGTH = 10  # frames of a clip in motion
KEPT = 3  # of them, spread over the clip
WINDOW = (960, 640)  # at most, of the high resolution
MARGIN = 24  # pixels that the window may wander
FRAMES_PER_SECOND = 25
X264_CRF = (20, 32)
MPEG2_BITS = (0.25, 0.8)  # per pixel; a DVD of 720x576 has this from 2.6 to 8.3 Mbit/s


def training_pairs(data, recipe, ffmpeg):
    """Groups of (high, low) pairs of codes; the same for the same seed and the same FFmpeg."""
    random = np.random.default_rng(recipe.seed)

    def pairs(picture):
        return [pair for _ in range(CLIPS) for pair in clip(picture, recipe.scale, random, ffmpeg)]

    return [(share, [pair for picture in pictures for pair in pairs(picture)]) for share, pictures in training_pictures(data)]


def clip(picture, scale, random, ffmpeg):
    highs = moving(picture, 2 * scale, random)
    lows = [worse(shrink(high, scale), random) for high in highs]
    coded = transcoded(lows, codec(lows[0].shape, random), ffmpeg)
    kept = sorted(set(np.ceil(np.linspace(0, len(highs) - 1, KEPT)).astype(int).tolist()))
    return [(np.ascontiguousarray(highs[n]), coded[n]) for n in kept]


def moving(picture, multiple, random):
    """The frames of a window that moves over a picture; one frame alone in a fifth of all cases."""
    height, width = (
        (min(side, most) - MARGIN) // multiple * multiple for side, most in zip(picture.shape, reversed(WINDOW))
    )
    y, x = (int(random.integers(side - part + 1)) for side, part in zip(picture.shape, (height, width)))
    speed = random.uniform(-MARGIN / LENGTH, MARGIN / LENGTH, 2)
    frames = []
    for t in range(1 if random.random() < 0.2 else LENGTH):
        top = int(np.clip(y + round(speed[0] * t), 0, picture.shape[0] - height))
        left = int(np.clip(x + round(speed[1] * t), 0, picture.shape[1] - width))
        frames.append(picture[top : top + height, left : left + width])
    return frames


def worse(low, random):
    """Noise in half of the frames, halos of a sharpener in a third."""
    values = low.astype(np.float32)
    if random.random() < 1 / 3:
        soft = np.asarray(Image.fromarray(low).filter(ImageFilter.GaussianBlur(1.0)), np.float32)
        values += random.uniform(0.2, 0.8) * (values - soft)
    if random.random() < 1 / 2:
        values += random.normal(0.0, random.uniform(0.5, 4.0), low.shape)
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)


def codec(shape, random):
    """Options of an encoder, two of three times x264."""
    if random.random() < 2 / 3:
        crf = random.integers(X264_CRF[0], X264_CRF[1] + 1)
        return ["-c:v", "libx264", "-preset", str(random.choice(["veryfast", "medium"])), "-crf", str(crf)]
    bits = int(random.uniform(*MPEG2_BITS) * shape[0] * shape[1] * FRAMES_PER_SECOND)
    return ["-c:v", "mpeg2video", "-b:v", str(bits), "-maxrate", str(2 * bits), "-bufsize", str(bits), "-g", "12", "-bf", "2"]


def transcoded(frames, options, ffmpeg):
    """Luma of frames of one size after an encoder and a decoder; sides have to be even."""
    height, width = frames[0].shape
    grey = np.full(height * width // 2, 128, np.uint8).tobytes()
    raw = ["-f", "rawvideo", "-pix_fmt", "yuv420p"]
    size = ["-video_size", f"{width}x{height}", "-framerate", str(FRAMES_PER_SECOND)]
    planes = b"".join(frame.tobytes() + grey for frame in frames)
    stream = run(ffmpeg, planes, *raw, *size, "-i", "-", *options, "-threads", "1", "-f", "nut", "-")
    decoded = np.frombuffer(run(ffmpeg, stream, "-f", "nut", "-i", "-", *raw, "-"), np.uint8)
    decoded = decoded.reshape(len(frames), height * 3 // 2, width)
    return [np.ascontiguousarray(frame[:height]) for frame in decoded]


def run(ffmpeg, given, *arguments):
    command = [ffmpeg, "-hide_banner", "-loglevel", "error", "-nostdin", *arguments]
    return subprocess.run(command, input=given, stdout=subprocess.PIPE, check=True).stdout
