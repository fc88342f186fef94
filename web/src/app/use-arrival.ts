import { useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'

/** The new page has said its title by then. */
const TITLED_AFTER_MS = 150

/**
 * What a full load of a page gives to those who do not see it: the keyboard is at its beginning, and its title is said.
 * Answers the title to say.
 */
export function useArrival(contentId: string): string {
  const router = useRouter()
  const [title, setTitle] = useState('')
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = router.subscribe('onResolved', ({ pathChanged, fromLocation }) => {
      if (!pathChanged || fromLocation === undefined) return
      document.getElementById(contentId)?.focus({ preventScroll: true })
      clearTimeout(timer)
      timer = setTimeout(() => setTitle(document.title), TITLED_AFTER_MS)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [router, contentId])
  return title
}
