import { Button, Group, Select, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useText } from '../../i18n/index.ts'
import { Dialog } from '../../ui/index.ts'
import { type CategoryNode, isWithin, type Place, placeCategories, placeOfDrop } from '../category-tree.ts'
import { messages as common } from '../messages.ts'
import { messages } from './messages.ts'

type MoveDialogProps = {
  readonly node: CategoryNode
  readonly tree: readonly CategoryNode[]
  readonly onMove: (place: Place) => void
  readonly onClose: () => void
}

/** Another place in the tree for who does not drag. */
export function MoveDialog({ node, tree, onMove, onClose }: MoveDialogProps) {
  const t = useText()
  const [under, setUnder] = useState(node.parentId === null ? '' : String(node.parentId))
  const others = placeCategories(tree).filter(({ id }) => !isWithin(tree, id, node.id))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const last = (tree.at(-1)?.position ?? -1) + 1
    const place =
      under === '' ? { parentId: null, position: last } : placeOfDrop(tree, node.id, Number(under), 'inside')
    if (place !== null) onMove(place)
    onClose()
  }
  return (
    <Dialog opened onClose={onClose} title={t(messages.moveNamed, { name: node.name })}>
      <form onSubmit={submit}>
        <Stack>
          <Select
            label={t(messages.under)}
            data={[
              { value: '', label: t(messages.top) },
              ...others.map(({ id, path }) => ({ value: String(id), label: path })),
            ]}
            value={under}
            onChange={(value) => setUnder(value ?? '')}
            allowDeselect={false}
            searchable
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t(common.cancel)}
            </Button>
            <Button type="submit">{t(messages.move)}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
