/** A field as a column of a table: its head says the currency, so the cells need not. Pure. */
import { type GridColumn } from '../engines/grid/grid-columns'
import { moneyParts } from '../meta/format'
import { type FieldPlan } from '../meta/plan'
import { fieldKinds } from './registry'

export function columnOf(field: FieldPlan, locale: string, isTitle = false): GridColumn {
  const kind = fieldKinds.get(field.editor)
  const width = kind?.width ?? { min: 96, ideal: 140 }
  const unit = field.currency ? ` (${moneyParts('0', field.currency, locale).symbol})` : ''
  return {
    key: field.name,
    label: `${field.label}${unit}`,
    icon: isTitle || kind?.align === 'end' ? undefined : field.icon,
    align: kind?.align ?? 'start',
    width: isTitle
      ? { min: 160, ideal: 210 }
      : { min: width.min, ideal: Math.max(width.ideal, headWidth(`${field.label}${unit}`)) },
    sortable: field.sortable,
  }
}

/** Room the label needs at 12 px, so heads are cut only when they are really long. */
const headWidth = (label: string) => Math.min(190, Math.ceil(label.length * 6.6) + 42)
