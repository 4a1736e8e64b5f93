import { type StageKind, type WireStage } from '../../meta/wire'
import { type FieldStory } from '../story'

const stageOf = (key: string, label: string, kind: StageKind): WireStage => ({
  key,
  label,
  kind,
  requires: [],
  has_gate: false,
  confirm: false,
})

export const story: FieldStory = {
  key: 'stage',
  field: { label: 'Etapa' },
  pipeline: {
    name: 'sales',
    label: 'Vendas',
    field: 'stage',
    initial: 'active',
    transitions: {},
    stages: [
      stageOf('active', 'Ativos', 'open'),
      stageOf('talk', 'Em negociação', 'open'),
      stageOf('won', 'Fechados', 'won'),
    ],
  },
  filled: 'active',
  text: 'Ativos',
  wire: 'active',
  typed: true,
  invalid: 'retired',
  code: 'unknown_option',
}
