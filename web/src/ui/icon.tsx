import type { ComponentType, SVGProps } from 'react'

/** One of `@heroicons/react/24/outline`. */
export type IconType = ComponentType<SVGProps<SVGSVGElement>>

/** A picture beside words, which say the same: nobody needs to be told of it. `size` in rem. */
export function Icon({ of: Picture, size = 1.25 }: { readonly of: IconType; readonly size?: number }) {
  return <Picture aria-hidden="true" style={{ width: `${size}rem`, height: `${size}rem`, flexShrink: 0 }} />
}
