import { TextLink } from '../ui/link.tsx'
import type { Column } from '../ui/table.tsx'
import { AnswerTag, type Meeting, MeetingTime, StateTag } from './words.tsx'

/** Columns of a list of meetings. */
export const meetingColumns = (withAccount: boolean): readonly Column<Meeting>[] => [
  {
    name: 'Meeting',
    lead: true,
    cell: ({ account, number, title, moved, reason, suspended, breach }) => (
      <>
        <TextLink to="/accounts/$account/meetings/$meeting" params={{ account, meeting: number }}>
          {title}
        </TextLink>{' '}
        <span className="small dim">{number}</span>
        {[suspended, breach, reason, moved].map(
          (words) =>
            words && (
              <div key={words} className="small dim break">
                {words}
              </div>
            ),
        )}
      </>
    ),
  },
  ...(withAccount ? [{ name: 'Account', brief: true, width: 110, cell: ({ account }: Meeting) => account }] : []),
  { name: 'When', width: 260, cell: (of) => <MeetingTime of={of} /> },
  { name: 'Run by', width: 150, wide: true, cell: ({ leadName }) => leadName },
  {
    name: 'Answers',
    width: 150,
    cell: ({ invited, accepted, declined, myAnswer, state }) => (
      <>
        {myAnswer !== null && state === 'planned' && <AnswerTag of={myAnswer} />}
        <div className="small dim">
          {accepted} of {invited} {state === 'planned' ? 'come' : 'had accepted'}
          {declined > 0 && `, ${declined} ${state === 'planned' ? 'do not' : 'had declined'}`}
        </div>
      </>
    ),
  },
  { name: 'State', brief: true, width: 190, cell: (of) => <StateTag of={of} /> },
]
