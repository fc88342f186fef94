import { CloudArrowDownIcon, PhotoIcon, XMarkIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Alert, Button, Card, Group, Progress, Stack, Title, Text as Words } from '@mantine/core'
import { IMAGE_MIME_TYPE } from '@mantine/dropzone'
import { useState } from 'react'
import { api, type Product, useAction } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { Icon, notifyDone, notifyError } from '../../ui/index.ts'
import { FileDrop } from '../file-drop.tsx'
import { messages } from './messages.ts'
import { PictureDialog } from './picture-dialog.tsx'
import { SortablePictures } from './sortable-pictures.tsx'
import { type Upload, useUploads } from './use-uploads.ts'

const MOST_BYTES = 20 * 1024 * 1024

/** The pictures of a product, in the order in which they are shown; the first one stands for it everywhere. */
export function GalleryCard({ product }: { readonly product: Product }) {
  const t = useText()
  const { can } = useSession()
  const { uploads, send, dismiss } = useUploads(product.id)
  const [openId, open] = useState<number | null>(null)
  const pictures = product.gallery ?? []
  const mayChange = can('products.attachGallery')
  const opened = pictures.find(({ id }) => id === openId)
  return (
    <Card component="section" aria-label={t(messages.gallery)}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2}>{t(messages.gallery)}</Title>
          {mayChange && <FetchButton product={product} />}
        </Group>
        {pictures.length > 0 && (
          <SortablePictures product={product} pictures={pictures} mayChange={mayChange} onOpen={open} />
        )}
        {uploads.map((upload) => (
          <UploadRow key={upload.key} upload={upload} onDismiss={() => dismiss(upload.key)} />
        ))}
        {mayChange ? (
          <PictureDrop onFiles={(files) => void send(files)} />
        ) : (
          pictures.length === 0 && <Words c="dimmed">{t(messages.noPicture)}</Words>
        )}
      </Stack>
      {opened !== undefined && (
        <PictureDialog product={product} picture={opened} mayChange={mayChange} onClose={() => open(null)} />
      )}
    </Card>
  )
}

function PictureDrop({ onFiles }: { readonly onFiles: (files: File[]) => void }) {
  const t = useText()
  return (
    <FileDrop
      icon={PhotoIcon}
      label={t(messages.choosePictures)}
      hint={t(messages.choosePicturesHint)}
      accept={IMAGE_MIME_TYPE}
      maxSize={MOST_BYTES}
      onFiles={onFiles}
      onReject={(refused) =>
        notifyError(new Error(refused.map(({ file }) => t(messages.badPicture, { name: file.name })).join(' ')))
      }
    />
  )
}

function UploadRow({ upload, onDismiss }: { readonly upload: Upload; readonly onDismiss: () => void }) {
  const t = useText()
  const { name, share, error } = upload
  if (error === null) {
    return (
      <div role="status">
        <Words size="sm">{t(messages.sending, { name })}</Words>
        <Progress value={share * 100} aria-label={t(messages.sending, { name })} />
      </div>
    )
  }
  return (
    <Alert color="brique" role="alert">
      <Group justify="space-between" wrap="nowrap">
        <Words size="sm">
          <strong>{name}</strong> {error}
        </Words>
        <ActionIcon aria-label={t(messages.dismiss, { name })} onClick={onDismiss}>
          <Icon of={XMarkIcon} size={1} />
        </ActionIcon>
      </Group>
    </Alert>
  )
}

/** An import may know pictures only by their address. */
function FetchButton({ product }: { readonly product: Product }) {
  const t = useText()
  const fetchAll = useAction(api.fetchGallery, ['getProduct'])
  const isNeeded = (product.gallery ?? []).some(({ state }) => state === 'remote' || state === 'failed')
  if (!isNeeded) return null
  const ask = () =>
    fetchAll
      .mutateAsync([product.id])
      .then(() => notifyDone(t(messages.picturesAsked)))
      .catch(notifyError)
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<Icon of={CloudArrowDownIcon} size={1} />}
      loading={fetchAll.isPending}
      onClick={() => void ask()}
    >
      {t(messages.fetchPictures)}
    </Button>
  )
}
