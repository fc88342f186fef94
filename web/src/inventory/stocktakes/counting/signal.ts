let context: AudioContext | undefined

const SECONDS = 0.09
const VOLUME = 0.08
const GOOD_HZ = 1320
const BAD_HZ = 220
const SHAKE_MS = 120

/** A short high tone for what was counted, a low one and a shake for what was not: one counts without looking. */
export function signal(isGood: boolean): void {
  if (!isGood) navigator.vibrate?.(SHAKE_MS)
  // A browser plays nothing before one has touched the page, and says so by refusing.
  context ??= new AudioContext()
  const tone = context.createOscillator()
  const gain = context.createGain()
  tone.frequency.value = isGood ? GOOD_HZ : BAD_HZ
  gain.gain.value = VOLUME
  tone.connect(gain).connect(context.destination)
  tone.start()
  tone.stop(context.currentTime + SECONDS)
}
