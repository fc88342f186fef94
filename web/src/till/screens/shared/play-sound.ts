/** Short sounds by which a cashier knows without looking that a scan was heard, or that nothing was found. */
export type Sound = 'added' | 'refused' | 'done'

type Tone = {
  readonly frequency: number
  readonly atMs: number
  readonly lengthMs: number
  readonly shape: OscillatorType
}

const TONES: Readonly<Record<Sound, readonly Tone[]>> = {
  added: [{ frequency: 1320, atMs: 0, lengthMs: 50, shape: 'sine' }],
  refused: [
    { frequency: 220, atMs: 0, lengthMs: 160, shape: 'square' },
    { frequency: 165, atMs: 190, lengthMs: 240, shape: 'square' },
  ],
  done: [
    { frequency: 784, atMs: 0, lengthMs: 90, shape: 'sine' },
    { frequency: 1047, atMs: 100, lengthMs: 160, shape: 'sine' },
  ],
}
const LOUDNESS: Readonly<Record<Sound, number>> = { added: 0.12, refused: 0.1, done: 0.12 }

let context: AudioContext | null = null

export function playSound(sound: Sound): void {
  // A browser lets a page sound only after somebody has touched it, and some have no audio at all.
  if (typeof AudioContext === 'undefined') return
  context ??= new AudioContext()
  if (context.state === 'suspended') void context.resume()
  for (const tone of TONES[sound]) playTone(context, tone, LOUDNESS[sound])
}

function playTone(audio: AudioContext, { frequency, atMs, lengthMs, shape }: Tone, loudness: number): void {
  const oscillator = audio.createOscillator()
  const gain = audio.createGain()
  const start = audio.currentTime + atMs / 1000
  const end = start + lengthMs / 1000
  oscillator.type = shape
  oscillator.frequency.value = frequency
  gain.gain.setValueAtTime(loudness, start)
  gain.gain.exponentialRampToValueAtTime(0.001, end)
  oscillator.connect(gain).connect(audio.destination)
  oscillator.start(start)
  oscillator.stop(end)
}
