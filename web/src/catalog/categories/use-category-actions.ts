import { api, type UpdateCategoryInput, useAction } from '../../api/index.ts'
import { type Text, useText } from '../../i18n/index.ts'
import { notifyError, useUndo } from '../../ui/index.ts'
import type { CategoryNode, Place } from '../category-tree.ts'
import { messages } from './messages.ts'

const READS = ['listCategories', 'listProducts', 'countProductFacets', 'getProduct'] as const

/** What can be done with the tree, each with its way back. Refusals are told in the server's words. */
export function useCategoryActions() {
  const t = useText()
  const offerUndo = useUndo()
  const create = useAction(api.createCategory, READS)
  const update = useAction(api.updateCategory, READS)
  const remove = useAction(api.deleteCategory, READS)
  const change = async (node: CategoryNode, patch: UpdateCategoryInput, back: UpdateCategoryInput, done: Text) => {
    try {
      await update.mutateAsync([node.id, patch])
      offerUndo(t(done, { name: patch.name ?? node.name }), () => update.mutateAsync([node.id, back]))
    } catch (error) {
      notifyError(error)
    }
  }
  return {
    /** Answers whether it was created. */
    create: async (name: string, parentId: number | null) => {
      try {
        const { id } = await create.mutateAsync([{ name, parent_id: parentId }])
        offerUndo(t(messages.created, { name }), () => remove.mutateAsync([id]))
        return true
      } catch (error) {
        notifyError(error)
        return false
      }
    },
    rename: (node: CategoryNode, name: string) => change(node, { name }, { name: node.name }, messages.renamed),
    move: (node: CategoryNode, { parentId, position }: Place) =>
      change(
        node,
        { parent_id: parentId, position },
        { parent_id: node.parentId, position: node.position },
        messages.moved,
      ),
    remove: async (node: CategoryNode) => {
      const { name, parentId, position } = node
      try {
        await remove.mutateAsync([node.id])
        // Only what is empty goes, so that another one of the same name in the same place is the same.
        offerUndo(t(messages.deleted, { name }), () => create.mutateAsync([{ name, parent_id: parentId, position }]))
      } catch (error) {
        notifyError(error)
      }
    },
  }
}
