/** Colours by rule: the first that holds. A rule is kept once it says when. */
import { useState } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { type EntityPlan } from '../../meta/plan'
import { type Hue, type WireColorRule } from '../../meta/wire'
import { Button } from '../../ui/button'
import { HueDot } from '../../ui/chip'
import { IconButton } from '../../ui/icon-button'
import { Menu, MenuItem } from '../../ui/menu'
import { AddFilter } from '../filters/add-filter'
import { FilterPartChips } from '../filters/filter-parts'
import { partsOf } from '../filters/parse'
import { textOf } from '../filters/print'
import { displayMessages, HUES } from './display-messages'
import { ReorderList } from './reorder-list'

interface ColorPanelProps {
  entity: EntityPlan
  rules: readonly WireColorRule[]
  onChange: (rules: WireColorRule[]) => void
  /** What is said of colours that are not saved yet. */
  note?: string
}

interface DraftRule extends WireColorRule {
  key: string
  label: string
}

const MOST = 20

export function ColorPanel({ entity, rules, onChange, note }: ColorPanelProps) {
  const words = useMessages(displayMessages)
  const [drafts, setDrafts] = useState<DraftRule[]>(() =>
    rules.map((rule, index) => ({ ...rule, key: String(index), label: words.rule(index + 1) })),
  )
  const change = (next: readonly DraftRule[]) => {
    setDrafts([...next])
    const whole = next.filter((rule) => rule.when !== '')
    const changed = whole.map(({ when, color }) => ({ when, color }))
    if (JSON.stringify(changed) !== JSON.stringify(rules)) onChange(changed)
  }
  const set = (index: number, part: Partial<WireColorRule>) =>
    change(drafts.map((rule, at) => (at === index ? { ...rule, ...part } : rule)))
  const add = () => {
    const used = new Set(drafts.map((rule) => rule.color))
    const color = HUES.find((hue) => !used.has(hue)) ?? 'gray'
    const key = crypto.randomUUID()
    setDrafts([...drafts, { key, label: words.rule(drafts.length + 1), when: '', color }])
  }
  return (
    <div className="flex flex-col gap-2">
      <p className="px-1 text-meta text-fg-3">{note ?? words.colorsWhy}</p>
      <ReorderList label={words.colors} items={drafts} onReorder={change}>
        {(rule, index) => (
          <>
            <HueMenu hue={rule.color} onChange={(color) => set(index, { color })} />
            <span className="flex min-w-0 grow flex-wrap items-center gap-1 py-1">
              <FilterPartChips
                entity={entity}
                parts={partsOf(rule.when)}
                onChange={(parts) => set(index, { when: textOf(parts) })}
              />
              <AddFilter
                entity={entity}
                parts={partsOf(rule.when)}
                onChange={(parts) => set(index, { when: textOf(parts) })}
                quiet
              />
            </span>
            <IconButton
              size="small"
              icon="x"
              label={words.remove(rule.label)}
              onClick={() => change(drafts.toSpliced(index, 1))}
            />
          </>
        )}
      </ReorderList>
      {drafts.length < MOST && (
        <Button variant="ghost" icon="plus" className="self-start" onClick={add}>
          {words.addColor}
        </Button>
      )}
    </div>
  )
}

function HueMenu({ hue, onChange }: { hue: Hue; onChange: (hue: Hue) => void }) {
  const words = useMessages(displayMessages)
  return (
    <Menu
      align="start"
      trigger={
        <Button variant="ghost" size="small" aria-label={`${words.color}: ${words[hue]}`}>
          <HueDot hue={hue} className="size-3" />
        </Button>
      }
    >
      {HUES.map((one) => (
        <MenuItem
          key={one}
          glyph={<HueDot hue={one} />}
          checked={one === hue}
          onSelect={() => onChange(one)}
        >
          {words[one]}
        </MenuItem>
      ))}
    </Menu>
  )
}
