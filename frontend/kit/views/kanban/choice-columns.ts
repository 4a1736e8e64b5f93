/** The options of a choice field as the columns of a board, with a last one for records without a value. Pure. */
import { type FieldPlan, type PipelinePlan, type StagePlan } from '../../meta/plan'

export const isChoice = (field: FieldPlan): boolean => field.editor === 'choice' && !field.multiple

export function choiceColumns(field: FieldPlan, withoutValue: string): PipelinePlan {
  const column = (key: string, label: string, index: number): StagePlan => ({
    key,
    label,
    index,
    kind: 'open',
    requires: [],
    has_gate: false,
    confirm: false,
    hue: field.optionByKey.get(key)?.hue ?? 'gray',
    glyph: key === '' ? 0 : 4,
  })
  const stages = [
    ...field.options.map((option, index) => column(option.key, option.label, index)),
    column('', withoutValue, field.options.length),
  ]
  return {
    isChoice: true,
    name: field.name,
    label: field.label,
    field: field.name,
    initial: typeof field.default === 'string' ? field.default : '',
    stages,
    stageByKey: new Map(stages.map((stage) => [stage.key, stage])),
    transitions: {},
    canMove: (from, to) => from === to || to !== '' || !field.required,
  }
}
