/** What can be done with a column, from a button in its head: everything a drag or a press does, by keyboard too. */
import { type GridColumn, nextSort } from '../../engines/grid/grid-columns'
import { useMessages } from '../../i18n/locale-context'
import { IconButton } from '../../ui/icon-button'
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu'
import { announce } from '../../ui/visually-hidden'
import { type Asked } from '../asked'
import { type ViewProps } from '../contract'
import { cellMessages } from './cell-messages'
import { type Columns } from './use-columns'

export const WIDTH_STEP = 24

interface ColumnMenuProps extends Pick<ViewProps, 'view' | 'setState'> {
  column: GridColumn
  index: number
  columns: Columns
  asked: Asked
}

export function ColumnMenu({ view, setState, column, index, columns, asked }: ColumnMenuProps) {
  const words = useMessages(cellMessages)
  const field = columns.fields[index]
  if (!field) return null
  const own = view.sort ?? null
  const sort = (key: string) => setState({ sort: key === own ? undefined : key })
  const width = column.fixed ?? column.width.ideal
  const move = (to: number) => {
    columns.move(index, to)
    announce(words.movedColumn(field.label, to + 1))
  }
  const isGroup = asked.group?.name === field.name
  return (
    <Menu
      trigger={
        <IconButton
          size="small"
          icon="chevron-down"
          label={words.column}
          tabIndex={-1}
          data-column-menu
          className="bg-surface-2"
        />
      }
    >
      {column.sortable && (
        <>
          <MenuItem icon="arrow-up" onSelect={() => sort(column.key)}>
            {words.ascending}
          </MenuItem>
          <MenuItem icon="arrow-down" onSelect={() => sort(`-${column.key}`)}>
            {words.descending}
          </MenuItem>
        </>
      )}
      {field.groupable && (
        <MenuItem icon="layers" onSelect={() => setState({ group: isGroup ? '' : field.name })}>
          {isGroup ? words.ungroup : words.groupBy}
        </MenuItem>
      )}
      {(column.sortable || field.groupable) && <MenuSeparator />}
      <MenuItem
        icon="arrow-left"
        shortcut="Alt ←"
        disabled={index < 2}
        onSelect={() => move(index - 1)}
      >
        {words.moveLeft}
      </MenuItem>
      <MenuItem
        icon="arrow-right"
        shortcut="Alt →"
        disabled={index === 0 || index === columns.columns.length - 1}
        onSelect={() => move(index + 1)}
      >
        {words.moveRight}
      </MenuItem>
      <MenuItem
        icon="chevron-right"
        shortcut="Shift →"
        onSelect={() => columns.resize(column, width + WIDTH_STEP)}
      >
        {words.wider}
      </MenuItem>
      <MenuItem
        icon="chevron-left"
        shortcut="Shift ←"
        onSelect={() => columns.resize(column, width - WIDTH_STEP)}
      >
        {words.narrower}
      </MenuItem>
      {column.fixed !== undefined && (
        <MenuItem icon="arrow-right-left" onSelect={() => columns.unsize(column)}>
          {words.ownWidth}
        </MenuItem>
      )}
      {index > 0 && (
        <>
          <MenuSeparator />
          <MenuItem icon="eye-off" onSelect={() => columns.hide(index)}>
            {words.hide}
          </MenuItem>
        </>
      )}
    </Menu>
  )
}

/** Keys of the head: they do what the menu does. True when the key was one of them. */
export function headKey(
  event: { key: string; altKey: boolean; shiftKey: boolean },
  at: number,
  columns: Columns,
  view: Pick<ViewProps, 'view' | 'setState'> & { sort: string | null },
): number | null {
  const column = columns.columns[at]
  if (!column) return null
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
  if (event.altKey && step !== 0) {
    const to = at + step
    if (at === 0 || to < 1 || to >= columns.columns.length) return at
    columns.move(at, to)
    return to
  }
  if (event.shiftKey && step !== 0) {
    columns.resize(column, (column.fixed ?? column.width.ideal) + step * WIDTH_STEP)
    return at
  }
  if (event.key === 'Enter') {
    const own = view.view.sort ?? null
    if (column.sortable) view.setState({ sort: nextSort(view.sort, column, own) })
    return at
  }
  return null
}
