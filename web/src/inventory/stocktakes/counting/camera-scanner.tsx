import { Alert } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useText } from '../../../i18n/index.ts'
import { makeReader } from './barcode-detector.ts'
import classes from './counting.module.css'
import { messages } from './messages.ts'

const EVERY_MS = 120
/** The same code counts again after it was out of sight for so long. */
const AGAIN_MS = 1_500

/** Reads barcodes that one holds before the camera. */
export function CameraScanner({ onCode }: { readonly onCode: (code: string) => void }) {
  const t = useText()
  const video = useRef<HTMLVideoElement>(null)
  const tell = useRef(onCode)
  tell.current = onCode
  const [isRefused, setRefused] = useState(false)
  useEffect(() => {
    const leaving = new AbortController()
    watch(video.current, (code) => tell.current(code), leaving.signal).catch(() => {
      if (!leaving.signal.aborted) setRefused(true)
    })
    return () => leaving.abort()
  }, [])
  if (isRefused) return <Alert color="safran">{t(messages.cameraRefused)}</Alert>
  return <video ref={video} className={classes.camera} muted playsInline aria-label={t(messages.cameraView)} />
}

async function watch(view: HTMLVideoElement | null, tell: (code: string) => void, signal: AbortSignal): Promise<void> {
  const reader = makeReader()
  if (view === null || reader === null) return
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
  const stop = () => {
    for (const track of stream.getTracks()) track.stop()
  }
  if (signal.aborted) return stop()
  signal.addEventListener('abort', stop)
  view.srcObject = stream
  await view.play()
  const seen = new Map<string, number>()
  while (!signal.aborted) {
    const now = Date.now()
    for (const { rawValue: code } of await reader.detect(view)) {
      if (now - (seen.get(code) ?? 0) > AGAIN_MS) tell(code)
      seen.set(code, now)
    }
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
  }
}
