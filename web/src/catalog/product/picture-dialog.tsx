import { Button, Group, Select, Stack, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { api, type Product, useAction, type Variant } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { Dialog, notifyError, useUndo } from '../../ui/index.ts'
import { messages as common } from '../messages.ts'
import type { Picture } from '../picture.tsx'
import { messages } from './messages.ts'
import classes from './product.module.css'

type PictureDialogProps = {
  readonly product: Product
  readonly picture: Picture
  readonly mayChange: boolean
  readonly onClose: () => void
}

const READS = ['getProduct', 'listProducts'] as const

/** One picture, large, with the words for those who do not see it. */
export function PictureDialog({ product, picture, mayChange, onClose }: PictureDialogProps) {
  const t = useText()
  const [alt, setAlt] = useState(picture.alt ?? '')
  const [variantId, setVariantId] = useState(picture.variant_id)
  const update = useAction(api.updatePicture, READS)
  const order = useAction(api.orderGallery, READS)
  const remove = useRemoval(product)
  const save = (event: FormEvent) => {
    event.preventDefault()
    const change = { alt: alt.trim() === '' ? null : alt.trim(), variant_id: variantId }
    void update.mutateAsync([product.id, picture.id, change]).then(onClose).catch(notifyError)
  }
  const variants = product.variants ?? []
  const address = picture.sizes.large?.url ?? picture.url ?? picture.sizes.medium?.url
  return (
    <Dialog opened onClose={onClose} title={picture.alt ?? t(messages.gallery)} size="lg">
      <form onSubmit={save}>
        <Stack>
          {address !== undefined && address !== null && (
            <img className={classes.large} src={address} alt={picture.alt ?? ''} />
          )}
          <Textarea
            label={t(messages.alt)}
            description={t(messages.altHint)}
            autosize
            maxLength={500}
            readOnly={!mayChange}
            value={alt}
            onChange={({ currentTarget }) => setAlt(currentTarget.value)}
            data-autofocus
          />
          {variants.length > 1 && (
            <VariantChoice variants={variants} value={variantId} onChange={setVariantId} readOnly={!mayChange} />
          )}
          {mayChange && (
            <Group justify="space-between">
              <Group gap="xs">
                {!picture.is_main && (
                  <Button
                    variant="default"
                    loading={order.isPending}
                    onClick={() =>
                      void order
                        .mutateAsync([product.id, { file_ids: [picture.id] }])
                        .then(onClose)
                        .catch(notifyError)
                    }
                  >
                    {t(messages.makeMain)}
                  </Button>
                )}
                <Button variant="default" onClick={() => void remove(picture).then(onClose)}>
                  {t(messages.removePicture)}
                </Button>
              </Group>
              <Button type="submit" loading={update.isPending}>
                {t(common.save)}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Dialog>
  )
}

type VariantChoiceProps = {
  readonly variants: readonly Variant[]
  readonly value: number | null
  readonly onChange: (id: number | null) => void
  readonly readOnly: boolean
}

/** Which variant a picture shows, or the product as such. */
function VariantChoice({ variants, value, onChange, readOnly }: VariantChoiceProps) {
  const t = useText()
  return (
    <Select
      label={t(messages.showsVariant)}
      data={[
        { value: '', label: t(messages.wholeProduct) },
        ...variants.map(({ id, name }) => ({ value: String(id), label: name })),
      ]}
      value={value === null ? '' : String(value)}
      onChange={(chosen) => onChange(chosen === null || chosen === '' ? null : Number(chosen))}
      readOnly={readOnly}
      allowDeselect={false}
    />
  )
}

/** Removes at once; the undo sends the same picture again and puts it where it was. */
function useRemoval(product: Product): (picture: Picture) => Promise<void> {
  const t = useText()
  const offerUndo = useUndo()
  const detach = useAction(api.detachGallery, READS)
  const giveBack = useAction(async (picture: Picture, file: Blob) => {
    const [again] = await api.attachGallery(product.id, {
      files: [file],
      ...(picture.alt !== null && { alt: picture.alt }),
    })
    if (again === undefined) return
    if (picture.variant_id !== null) {
      await api.updatePicture(product.id, again.id, { variant_id: picture.variant_id })
    }
    const ids = (product.gallery ?? []).map(({ id }) => (id === picture.id ? again.id : id))
    await api.orderGallery(product.id, { file_ids: ids })
  }, READS)
  return async (picture) => {
    try {
      const file = picture.url === null ? null : await fetch(picture.url).then((answer) => answer.blob())
      await detach.mutateAsync([product.id, picture.id])
      if (file !== null) offerUndo(t(messages.pictureRemoved), () => giveBack.mutateAsync([picture, file]))
    } catch (error) {
      notifyError(error)
    }
  }
}
