/** The right half of the login: the clock without hands, and two moments of a day. Decoration, hidden from assistive technology. */
import { useMessages } from '@kit/i18n/locale-context'
import { Avatar } from '@kit/ui/avatar'
import { Filete } from '@kit/ui/filete'
import { Money } from '@kit/ui/money'
import { StageGlyph } from '@kit/ui/stage-glyph'
import { buildArcs } from './arcs'
import { loginMessages } from './messages'

const ARCS = buildArcs()

function Arcs() {
  return (
    <svg
      viewBox="0 0 800 800"
      fill="none"
      className="absolute -top-37.5 left-[calc(50%-430px)] size-265 overflow-visible"
    >
      {ARCS.map((arc) => (
        <g key={arc.radius}>
          <circle cx="400" cy="400" r={arc.radius} stroke="var(--arc-bg)" />
          <circle
            cx="400"
            cy="400"
            r={arc.radius}
            stroke={arc.isAccent ? 'var(--accent)' : 'var(--arc)'}
            strokeWidth={arc.isAccent ? 2 : 1.25}
            strokeOpacity={arc.opacity}
            strokeDasharray={`${arc.length} ${2 * Math.PI * arc.radius}`}
            strokeLinecap="round"
            transform={`rotate(${arc.start} 400 400)`}
          />
          {arc.dot && (
            <circle
              cx={arc.dot.x}
              cy={arc.dot.y}
              r="5"
              fill="var(--accent)"
              stroke="var(--art)"
              strokeWidth="4"
            />
          )}
        </g>
      ))}
    </svg>
  )
}

export function LoginArt() {
  const words = useMessages(loginMessages)
  return (
    <section
      aria-hidden
      className="relative hidden overflow-hidden border-l border-line bg-(--art) lg:block"
    >
      <Arcs />
      <div className="absolute top-75 left-28 w-83 overflow-hidden rounded-[10px] bg-raised px-4 pt-3.5 pb-4 shadow-pop">
        <div className="flex items-center gap-3">
          <Avatar name="Helena Prado" hue="teal" size={32} decorative />
          <div className="min-w-0 grow">
            <div className="truncate font-semibold">{words.artCard}</div>
            <div className="truncate text-meta text-fg-2">{words.artCardWhy}</div>
          </div>
          <b className="num">10:45</b>
        </div>
        <Filete part={0.61} tone="accent" className="absolute inset-x-0 bottom-0 rounded-none" />
      </div>
      <div className="absolute top-113 right-24 flex items-center gap-4.5 rounded-[10px] bg-raised px-3.5 py-2.75 shadow-pop">
        <span className="flex items-center gap-1.5 font-medium">
          <StageGlyph shape="check" hue="green" />
          {words.artWon}
        </span>
        <Money value="4100.00" className="font-semibold" />
      </div>
      <div className="absolute inset-x-0 bottom-0 bg-linear-to-t from-(--art) from-62% to-transparent px-14 pt-24 pb-12">
        <p className="mb-2.5 text-[30px] leading-9 font-semibold tracking-[-0.026em]">
          {words.artTitle}
          <br />
          {words.artTitle2}
        </p>
        <p className="text-body text-fg-2">{words.artText}</p>
      </div>
    </section>
  )
}
