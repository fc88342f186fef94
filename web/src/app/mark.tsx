import { Image } from '@mantine/core'

/** The mark of the house; its name stands beside it or is said by the page. `size` in rem. */
export const Mark = ({ size = 2 }: { readonly size?: number }) => (
  <Image src="/mark.svg" alt="" w={`${size}rem`} h={`${size}rem`} />
)
