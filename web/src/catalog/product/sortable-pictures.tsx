import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  type UniqueIdentifier,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import {
  arrayMove,
  rectSortingStrategy,
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
} from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { Bars2Icon } from '@heroicons/react/24/outline'
import { ActionIcon, Badge, UnstyledButton, Text as Words } from '@mantine/core'
import { useState } from 'react'
import { api, type Product, useAction } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { Icon, notifyError } from '../../ui/index.ts'
import { addressOf, type Picture } from '../picture.tsx'
import { messages } from './messages.ts'
import classes from './product.module.css'

type SortablePicturesProps = {
  readonly product: Product
  readonly pictures: readonly Picture[]
  readonly mayChange: boolean
  readonly onOpen: (id: number) => void
}

/** A finger that scrolls or a click that wavers moves no picture. */
const BEFORE_LIFT_PX = 6

/** Pictures that are put in order by dragging, or by keyboard with Space and the arrows. */
export function SortablePictures({ product, pictures, mayChange, onOpen }: SortablePicturesProps) {
  const t = useText()
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: BEFORE_LIFT_PX } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const order = useAction(api.orderGallery, ['getProduct', 'listProducts'])
  const [placed, setPlaced] = useState<readonly number[] | null>(null)
  const ids = placed ?? pictures.map(({ id }) => id)
  const shown = ids.flatMap((id) => pictures.find((picture) => picture.id === id) ?? [])
  const drop = ({ active, over }: DragEndEvent) => {
    const [from, to] = [ids.indexOf(Number(active.id)), ids.indexOf(Number(over?.id))]
    if (to < 0 || from === to) return
    const next = arrayMove([...ids], from, to)
    setPlaced(next)
    void order
      .mutateAsync([product.id, { file_ids: next }])
      .catch(notifyError)
      .finally(() => setPlaced(null))
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={drop}
      accessibility={{
        announcements: useAnnouncements(ids),
        screenReaderInstructions: { draggable: t(messages.moveHow) },
      }}
    >
      <SortableContext items={[...ids]} strategy={rectSortingStrategy} disabled={!mayChange}>
        <ul className={classes.pictures}>
          {shown.map((picture, index) => (
            <Tile key={picture.id} picture={picture} index={index} mayChange={mayChange} onOpen={onOpen} />
          ))}
        </ul>
      </SortableContext>
    </DndContext>
  )
}

function useAnnouncements(ids: readonly number[]): Announcements {
  const t = useText()
  const number = (id: UniqueIdentifier) => ids.indexOf(Number(id)) + 1
  return {
    onDragStart: ({ active }) => t(messages.lifted, { number: number(active.id) }),
    // Over its own place it has just been lifted: that was said.
    onDragOver: ({ active, over }) =>
      over === null || over.id === active.id ? undefined : t(messages.movedOver, { number: number(over.id) }),
    onDragEnd: ({ over }) => (over === null ? undefined : t(messages.dropped, { number: number(over.id) })),
    onDragCancel: () => t(messages.moveCancelled),
  }
}

type TileProps = {
  readonly picture: Picture
  readonly index: number
  readonly mayChange: boolean
  readonly onOpen: (id: number) => void
}

function Tile({ picture, index, mayChange, onOpen }: TileProps) {
  const t = useText()
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, transform, transition, isDragging } = useSortable({
    id: picture.id,
    disabled: !mayChange,
  })
  const name = picture.alt ?? t(messages.pictureNumber, { number: index + 1 })
  return (
    <li
      ref={setNodeRef}
      className={classes.picture}
      data-lifted={isDragging || undefined}
      style={{ transform: CSS.Transform.toString(transform), ...(transition !== undefined && { transition }) }}
      {...listeners}
    >
      <UnstyledButton
        className={classes.face}
        aria-label={t(messages.openPicture, { name })}
        onClick={() => onOpen(picture.id)}
      >
        <Face picture={picture} />
      </UnstyledButton>
      {mayChange && (
        <ActionIcon
          ref={setActivatorNodeRef}
          size="md"
          className={classes.handle}
          {...attributes}
          aria-label={t(messages.movePicture, { name })}
        >
          <Icon of={Bars2Icon} size={0.9} />
        </ActionIcon>
      )}
      {index === 0 && (
        <Badge className={classes.mark} variant="filled">
          {t(messages.mainPicture)}
        </Badge>
      )}
    </li>
  )
}

function Face({ picture }: { readonly picture: Picture }) {
  const t = useText()
  const address = addressOf(picture)
  const isReady = picture.state === 'ready' || (picture.state === 'processing' && address !== null)
  if (isReady && address !== null) return <img src={address} alt={picture.alt ?? ''} loading="lazy" draggable={false} />
  const words = { remote: messages.remotePicture, failed: messages.pictureFailed }
  const state = picture.state === 'remote' || picture.state === 'failed' ? words[picture.state] : messages.preparing
  return (
    <Words size="xs" c="dimmed" p="xs" component="span">
      {t(state)}
    </Words>
  )
}
