import { getTreeExpandedState, Tree, type TreeNodeData, useTree } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { useText } from '../../i18n/index.ts'
import { type CategoryNode, findCategory, type Place, placeOfDrop } from '../category-tree.ts'
import { messages as common } from '../messages.ts'
import classes from './categories.module.css'
import { CategoryRow, type RowActions } from './category-row.tsx'

type CategoryTreeViewProps = {
  readonly tree: readonly CategoryNode[]
  readonly actions: RowActions
  readonly mayMove: boolean
  readonly onPlace: (node: CategoryNode, place: Place) => void
}

const toData = (tree: readonly CategoryNode[]): TreeNodeData[] =>
  tree.map(({ id, name, children }) => ({ value: String(id), label: name, children: toData(children) }))

/** The tree, dragged and typed into. */
export function CategoryTreeView({ tree, actions, mayMove, onPlace }: CategoryTreeViewProps) {
  const t = useText()
  const data = toData(tree)
  const controller = useTree({ initialExpandedState: getTreeExpandedState(data, '*') })
  const onKeyDownCapture = (event: KeyboardEvent) => {
    const item =
      event.target instanceof HTMLElement && event.target.getAttribute('role') === 'treeitem' ? event.target : null
    const node = item === null ? null : findCategory(tree, Number(item.dataset.value))
    if (node === null || !mayMove) return
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null
    if (event.key === 'F2') actions.onRename(node.id)
    else if (event.altKey && step !== null) actions.onStep(node, step)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <Tree
      className={classes.tree}
      aria-label={t(common.categories)}
      data={data}
      tree={controller}
      levelOffset="xl"
      expandOnClick={false}
      expandOnSpace={false}
      onKeyDownCapture={onKeyDownCapture}
      allowDrop={({ draggedNode, targetNode, position }) =>
        placeOfDrop(tree, Number(draggedNode), Number(targetNode), position) !== null
      }
      {...(mayMove && {
        onDragDrop: ({ draggedNode, targetNode, position }) => {
          const node = findCategory(tree, Number(draggedNode))
          const place = placeOfDrop(tree, Number(draggedNode), Number(targetNode), position)
          if (node !== null && place !== null) onPlace(node, place)
        },
      })}
      renderNode={(payload) => {
        const node = findCategory(tree, Number(payload.node.value))
        return node === null ? null : <CategoryRow node={node} payload={payload} actions={actions} />
      }}
    />
  )
}
