import { Group, Stack, Text } from '@mantine/core'
import { useApi } from '../api.ts'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { VerdictTag } from '../ui/decision-view.tsx'
import { TextLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { serviceWords } from '../ui/words.ts'
import type { Case } from './tags.tsx'

/** The decision that opened the case, with what it cites. */
export function OpenedBy({ of }: { readonly of: Case }) {
  const { account } = of
  const decision = useApi('decision.read', { params: { account, decision: of.decision } }, { fresh: 600_000 })
  return (
    <Card
      title="Why it was accepted"
      aside={
        <TextLink to="/accounts/$account/decisions/$decision" params={{ account, decision: of.decision }}>
          The decision
        </TextLink>
      }
    >
      <Stack gap="xs">
        <Group gap={8}>
          {decision.data && <VerdictTag verdict={decision.data.verdict} />}
          <Text size="sm">
            {of.offering ? serviceWords(of.offering) : 'No service'}
            {of.contract && (
              <>
                {', '}
                <TextLink to="/accounts/$account/contracts/$contract" params={{ account, contract: of.contract }}>
                  {of.contract}
                </TextLink>
              </>
            )}
          </Text>
        </Group>
        {decision.data && <ClauseChips ids={decision.data.decidedBy} most={6} />}
      </Stack>
    </Card>
  )
}
