import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { uploader } from '../../api/index.ts'

/** A picture on its way: which share of it has gone, or why it was refused. */
export type Upload = {
  readonly key: number
  readonly name: string
  readonly share: number
  readonly error: string | null
}

let lastKey = 0

/** Sends pictures one after the other, each by itself, so that a bad one does not keep back the others. */
export function useUploads(productId: number) {
  const queries = useQueryClient()
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const set = (key: number, patch: Partial<Upload>) =>
    setUploads((all) => all.map((upload) => (upload.key === key ? { ...upload, ...patch } : upload)))
  const dismiss = (key: number) => setUploads((all) => all.filter((upload) => upload.key !== key))
  const send = async (files: readonly File[]) => {
    const waiting = files.map((file) => ({ file, key: ++lastKey }))
    setUploads((all) => [...all, ...waiting.map(({ file, key }) => ({ key, name: file.name, share: 0, error: null }))])
    for (const { file, key } of waiting) {
      try {
        await uploader((share) => set(key, { share })).attachGallery(productId, { files: [file] })
        await queries.invalidateQueries({ queryKey: ['getProduct'] })
        dismiss(key)
      } catch (error) {
        set(key, { error: error instanceof Error ? error.message : String(error) })
      }
    }
    void queries.invalidateQueries({ queryKey: ['listProducts'] })
  }
  return { uploads, send, dismiss }
}
