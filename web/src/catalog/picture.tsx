import { PhotoIcon } from '@heroicons/react/24/outline'
import type { Product } from '../api/index.ts'
import { Icon } from '../ui/index.ts'
import classes from './picture.module.css'

export type Picture = NonNullable<Product['gallery']>[number]

type ThumbnailProps = {
  readonly picture: Picture | undefined
  /** In rem. */
  readonly size?: number
  /** What it shows, where no words beside it say the same. */
  readonly alt?: string
}

/** A small square with the picture, or with a sign that there is none. */
export function Thumbnail({ picture, size = 2.5, alt = '' }: ThumbnailProps) {
  const address = picture?.sizes.small?.url
  return (
    <span className={classes.frame} style={{ width: `${size}rem`, height: `${size}rem` }}>
      {address === undefined ? <Icon of={PhotoIcon} size={size / 2} /> : <img src={address} alt={alt} loading="lazy" />}
    </span>
  )
}

/** The address of a picture that is at least so large, as far as its sizes are made. */
export const addressOf = ({ sizes, url }: Picture): string | null =>
  sizes.medium?.url ?? sizes.large?.url ?? sizes.small?.url ?? url
