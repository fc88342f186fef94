import { relative, resolve } from 'node:path'
import type { Plugin } from 'vite'

const SOURCES = resolve(import.meta.dirname, '..', 'src')

/**
 * Where a source opens something above the page: a dialog, a panel, a menu, what pops up. What hands on what it is given
 * (`<Dialog {...others}`) is named by whoever uses it.
 */
const OVERLAY =
  /(?<=[\s(])<(?:(?:Till|Confirm)?Dialog|SidePanel|LeaveGuard|Modal|Drawer|Spotlight|(?:Menu|Popover|HoverCard|Combobox)\.Dropdown)(?=[\s>])(?!\s+\{\.\.\.)/g

export type NamedOverlays = { readonly code: string; readonly names: readonly string[] }

/** Gives each of them its place (`stores/store/name-dialog.tsx:20`) as a name that the page bears and the tests look for. */
export function nameOverlays(source: string, path: string): NamedOverlays {
  const names: string[] = []
  const file = relative(SOURCES, path).replaceAll('\\', '/')
  const code = source.replace(OVERLAY, (tag, offset: number) => {
    const name = `${file}:${source.slice(0, offset).split('\n').length}`
    names.push(name)
    return `${tag} data-overlay="${name}"`
  })
  return { code, names }
}

export function nameOverlaysInPages(): Plugin {
  return {
    name: 'comptoir:name-overlays',
    enforce: 'pre',
    transform: {
      filter: { id: /\/web\/src\/.*\.tsx$/ },
      handler: (source, path) => ({ code: nameOverlays(source, path).code, map: null }),
    },
  }
}
