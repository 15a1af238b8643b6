import type { Instant, LocalDate } from '../../lib/time.ts'

/** The four areas of guidance (MSP-3.1.2.a-d), and the two that are routed elsewhere (MSP-3.1.2.p2, MSP-3.1.2.p3). */
export const topics = ['practice', 'uptime', 'upgrades', 'risk', 'fault', 'non-technical'] as const
export type Topic = (typeof topics)[number]
export const topicTitles: Readonly<Record<Topic | 'none', string>> = {
  practice: 'Good operational practice',
  uptime: 'Uptime',
  upgrades: 'Upgrades and scalability',
  risk: 'Avoiding, analysing and lowering risk',
  fault: 'A fault',
  'non-technical': 'Not technical',
  none: 'None of these',
}
export const isRouted = (topic: Topic): boolean => topic === 'fault' || topic === 'non-technical'

/** What a question is about; a change of design or of a template is answered with advice and a recommendation (MSP-3.1.2.p4). */
export const abouts = ['question', 'design', 'template'] as const
export type About = (typeof abouts)[number]
export const channels = ['phone', 'email'] as const

/** A question of a guidance day, and what became of it. */
export type Question = {
  readonly seq: number
  readonly onDay: LocalDate
  readonly channel: (typeof channels)[number]
  readonly topic: Topic
  readonly about: About
  readonly text: string
  readonly askedBy: string
  readonly askedById: string | null
  readonly askedAt: Instant
  readonly loggedBy: string
  readonly decisionId: string
  readonly answer: string | null
  readonly advice: string
  readonly recommendation: string
  readonly answeredBy: string | null
  readonly answeredAt: Instant | null
  /** The case of a fault, or the reference of Customer Care. */
  readonly caseNumber: string | null
}

/** Whether nothing more is to be done: answered, or where it belongs. */
export const isSettled = ({ topic, answer, caseNumber }: Question): boolean => (isRouted(topic) ? caseNumber !== null : answer !== null)

const mostSummary = 120

/** What a case about a fault begins with, so that nobody tells it twice (MSP-3.1.2.p2). */
export const caseFor = (request: string, { text, seq }: Pick<Question, 'text' | 'seq'>) => ({
  summary: text.replace(/\s+/g, ' ').slice(0, mostSummary),
  description: `${text}\n\nAsked in technical guidance ${request}, question ${seq}.`,
})

/** The log as a paper of the request: what was asked, and what became of it. */
export const logInWords = (questions: readonly Question[]): string =>
  questions.length === 0
    ? 'Nothing was asked.'
    : questions
        .map(({ seq, onDay, topic, text, answer, advice, recommendation, caseNumber }) =>
          [
            `${seq}. ${onDay}, ${topicTitles[topic].toLowerCase()}: ${text}`,
            answer === null ? (caseNumber === null ? 'Open.' : `With ${caseNumber}.`) : answer,
            advice === '' ? '' : `Advice: ${advice}`,
            recommendation === '' ? '' : `Recommendation: ${recommendation}`,
          ]
            .filter((line) => line !== '')
            .join('\n'),
        )
        .join('\n\n')
