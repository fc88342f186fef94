import { PlusIcon, RectangleGroupIcon } from '@heroicons/react/24/outline'
import { Button, Card, Group, Text as Words } from '@mantine/core'
import { useState } from 'react'
import { useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { EmptyState, Icon, Loaded, Page } from '../../ui/index.ts'
import { type CategoryNode, placeBeside, readTree } from '../category-tree.ts'
import { messages as common } from '../messages.ts'
import { CategoryTreeView } from './category-tree-view.tsx'
import { messages } from './messages.ts'
import { MoveDialog } from './move-dialog.tsx'
import { NameField } from './name-field.tsx'
import { useCategoryActions } from './use-category-actions.ts'

/** The tree of categories: named, placed and counted where it stands. */
export default function CategoriesPage() {
  const t = useText()
  const { can } = useSession()
  const categories = useApi('listCategories', [{ tree: true }])
  /** Under which category a name is being typed; null: at the top; undefined: nowhere. */
  const [adding, setAdding] = useState<CategoryNode | null | undefined>(undefined)
  return (
    <Page
      title={t(common.categories)}
      lead={t(messages.lead)}
      actions={
        can('product-categories.create') && (
          <Button leftSection={<Icon of={PlusIcon} size={1.1} />} onClick={() => setAdding(null)}>
            {t(messages.newCategory)}
          </Button>
        )
      }
    >
      <Loaded of={categories}>
        {({ data }) => <TreeCard tree={readTree(data)} adding={adding} onAdd={setAdding} />}
      </Loaded>
    </Page>
  )
}

type TreeCardProps = {
  readonly tree: readonly CategoryNode[]
  readonly adding: CategoryNode | null | undefined
  readonly onAdd: (under: CategoryNode | null | undefined) => void
}

function TreeCard({ tree, adding, onAdd }: TreeCardProps) {
  const t = useText()
  const { can } = useSession()
  const { create, rename, move, remove } = useCategoryActions()
  const [renaming, setRenaming] = useState<number | null>(null)
  const [moving, setMoving] = useState<CategoryNode | null>(null)
  const add = (name: string) => {
    const parentId = adding?.id ?? null
    onAdd(undefined)
    void create(name, parentId)
  }
  return (
    <>
      {adding !== undefined && (
        <Card p="sm" maw="56rem">
          <Group>
            <NameField
              key={adding?.id ?? 0}
              label={adding === null ? t(messages.newCategory) : t(messages.addUnderNamed, { name: adding.name })}
              onName={add}
              onCancel={() => onAdd(undefined)}
            />
          </Group>
        </Card>
      )}
      {tree.length === 0 ? (
        <Card>
          <EmptyState
            icon={<Icon of={RectangleGroupIcon} size={2.5} />}
            title={t(messages.none)}
            hint={t(messages.noneHint)}
          />
        </Card>
      ) : (
        <Card p={0} maw="56rem">
          <CategoryTreeView
            tree={tree}
            mayMove={can('product-categories.update')}
            onPlace={(node, place) => void move(node, place)}
            actions={{
              renaming,
              onRename: setRenaming,
              onName: (node, name) => {
                setRenaming(null)
                void rename(node, name)
              },
              onAddUnder: onAdd,
              onStep: (node, step) => {
                const place = placeBeside(tree, node.id, step)
                if (place !== null) void move(node, place)
              },
              onMove: setMoving,
              onRemove: (node) => void remove(node),
            }}
          />
        </Card>
      )}
      {can('product-categories.update') && (
        <Words size="xs" c="dimmed" visibleFrom="sm">
          {t(messages.keys)}
        </Words>
      )}
      {moving !== null && (
        <MoveDialog
          node={moving}
          tree={tree}
          onMove={(place) => void move(moving, place)}
          onClose={() => setMoving(null)}
        />
      )}
    </>
  )
}
