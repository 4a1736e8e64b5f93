/** A view with nothing to show: hidden by search or filter, or really empty. The action is the one that helps. */
import { useMessages } from '../i18n/locale-context'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { type ViewProps } from './contract'
import { viewMessages } from './view-messages'

type ViewEmptyProps = Pick<ViewProps, 'entity' | 'view' | 'state' | 'setState' | 'createRecord'>

export function ViewEmpty({ entity, view, state, setState, createRecord }: ViewEmptyProps) {
  const words = useMessages(viewMessages)
  if (state.q || state.filter) {
    return (
      <EmptyState
        icon="list-filter"
        title={words.emptyFiltered(view.label)}
        actions={
          <Button onClick={() => setState({ q: undefined, filter: undefined })}>
            {state.filter ? words.clearFilters : words.clearWords}
          </Button>
        }
      >
        {state.filter ? words.emptyFilteredWhy : words.emptySearchWhy}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={entity.icon}
      title={words.empty(view.label)}
      actions={
        entity.can.create && (
          <Button variant="primary" icon="plus" onClick={() => createRecord()}>
            {words.create(entity.label.toLocaleLowerCase())}
          </Button>
        )
      }
    >
      {words.emptyWhy}
    </EmptyState>
  )
}
