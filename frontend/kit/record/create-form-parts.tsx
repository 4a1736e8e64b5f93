/** Parts of the form that makes a record: its sections, the way between them, what stands in the way. */
import { useCallback } from 'react'
import { KitLink, useNavigation } from '../client/navigation'
import { useLocale, useMessages } from '../i18n/locale-context'
import { type EntityPlan, type FieldPlan } from '../meta/plan'
import { cn } from '../ui/cn'
import { createMessages } from './create-messages'
import { type FormSection } from './create-sections'
import { type Fault } from './fault-summary'
import { FormLine } from './form-line'
import { type useCreate } from './use-create'
import { type Duplicates } from './use-duplicates'

/** Once saving was tried, what is taken already stands with the rest that is in the way. */
export function withDuplicates(
  faults: readonly Fault[],
  uniques: readonly FieldPlan[],
  duplicates: Duplicates,
  words: { duplicate: (title: string) => string },
): Fault[] {
  if (faults.length === 0) return []
  const named = new Set(faults.map((fault) => fault.field))
  const taken = uniques.flatMap((field) => {
    const found = named.has(field) ? null : duplicates.of(field)
    return found ? [{ key: field.name, text: words.duplicate(found.title), field }] : []
  })
  return [...faults, ...taken]
}

interface SectionNavProps {
  sections: readonly FormSection[]
  faultOf: (field: FieldPlan) => string | null
  onGo: (field: FieldPlan) => void
}

export function SectionNav({ sections, faultOf, onGo }: SectionNavProps) {
  const words = useMessages(createMessages)
  return (
    <nav aria-label={words.sections} className="sticky top-0 w-38 shrink-0 max-lg:hidden">
      <p className="mb-1 text-meta text-fg-2">{words.sections}</p>
      <ul className="-mx-2 flex flex-col">
        {sections.map((section) => {
          const faults = section.fields.filter((field) => faultOf(field) !== null)
          const first = faults[0] ?? section.fields[0]
          return (
            <li key={section.key}>
              <button
                type="button"
                aria-label={words.faultsIn(section.label ?? '', faults.length)}
                onClick={() => first && onGo(first)}
                className="flex min-h-8 w-full items-center gap-2 rounded-control px-2 text-left text-fg-2 hover:bg-hover hover:text-fg"
              >
                <span className="truncate">{section.label}</span>
                {faults.length > 0 && (
                  <span className="num ml-auto grid size-4.5 place-items-center rounded-full bg-bad text-count text-accent-fg">
                    {faults.length}
                  </span>
                )}
              </button>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

interface FormSectionsProps {
  entity: EntityPlan
  sections: readonly FormSection[]
  idOf: (field: FieldPlan) => string
  draft: ReturnType<typeof useCreate>['draft']
  duplicates: Duplicates
  isRequired: (field: FieldPlan) => boolean
}

export function FormSections({
  entity,
  sections,
  idOf,
  draft,
  duplicates,
  isRequired,
}: FormSectionsProps) {
  const words = useMessages(createMessages)
  const context = useLocale()
  const { recordHref } = useNavigation()
  const { set, left, values } = draft
  const { forget } = duplicates
  const change = useCallback(
    (field: FieldPlan, value: unknown) => {
      set(field, value)
      if (field.unique) forget(field)
    },
    [set, forget],
  )
  const leave = (field: FieldPlan) => {
    left(field)
    duplicates.look(field, values[field.name])
  }
  return sections.map((section, place) => (
    <fieldset
      key={section.key}
      className={cn(
        'min-w-0 [contain-intrinsic-size:auto_16rem] [content-visibility:auto]',
        section.label && 'border-t border-line pt-3.5 first-of-type:border-t-0 first-of-type:pt-0',
      )}
    >
      {section.label && (
        <legend className="float-left mb-2.5 w-full font-semibold">{section.label}</legend>
      )}
      <div className="clear-both grid gap-x-4 gap-y-3.5 md:grid-cols-2">
        {section.fields.map((field, index) => {
          const duplicate = duplicates.of(field)
          return (
            <FormLine
              key={field.name}
              id={idOf(field)}
              field={field}
              value={values[field.name]}
              context={context}
              required={isRequired(field)}
              error={draft.errorOf(field) ?? (duplicate ? words.duplicate(duplicate.title) : null)}
              remedy={
                duplicate ? (
                  <KitLink
                    href={recordHref(entity.name, duplicate.id)}
                    target="_blank"
                    className="rounded-chip font-semibold underline underline-offset-2"
                  >
                    {words.openIt}
                  </KitLink>
                ) : undefined
              }
              autoFocus={place === 0 && index === 0}
              onChange={change}
              onLeave={field.unique ? leave : left}
            />
          )
        })}
      </div>
    </fieldset>
  ))
}
