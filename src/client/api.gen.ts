// Generated from the operations by `npm run generate`; never edited.

export type Review = { number: string; kind: "PBNIR" | "PIIR" | "CACR" | "PHC"; state: "draft" | "released"; engineer: string; cutoff: string; madeBy: string; madeAt: string; releasedAt: string | null; owed: string | null; content: { devices: ({ serial: string; product: string; release: string; configurationAt: string | null; sampledAt: string | null })[]; items: ({ key: string; title: string; severity: string; about?: "software" | "hardware"; facts: (string)[]; devices: (string)[]; downtime: (string)[] | null; nodes?: ({ serial: string; expected: "yes" | "no" | "not known"; why: (string)[]; notKnown: (string)[] })[]; foci: ("scalability" | "resilience" | "efficiency")[]; suggestion: string })[]; indicators: ({ key: string; title: string; recommended: (string)[]; samples: ({ serial: string; at: string; outcome: "pass" | "fail" | "waived" | "not judged"; values: (string)[] })[] })[]; noMatch?: ({ key: string; title: string })[]; notJudged: (string)[] }; notes: { summary: string; items: Record<string, { assessment: string; recommendation: string; left: boolean }> }; missing: (string)[]; talks: ({ kind: "requirements session" | "conference call"; heldAt: string; zone: string; engineer: string; ours: (string)[]; theirs: (string)[]; said: string; agreement: string; recordedBy: string; recordedAt: string; id: string; struck: { why: string; by: string; at: string } | null })[]; missingTalk: string | null; readers: ({ name: string; readAt: string | null })[]; writtenBy: string | null; writtenAt: string | null; version: number }
export type CaseSummary = { number: string; account: string; accountName: string; kind: "tech" | "admin"; summary: string; priority: "P1" | "P2" | "P3" | "P4"; state: "new" | "working" | "waiting-customer" | "waiting-provider" | "resolved" | "closed"; nextStep: string; queue: "expert" | "standard" | "customer-care"; channel: string; serial: string | null; product: string | null; offering: string | null; contract: string | null; customerReference: string; requester: string | null; owner: string | null; ownerId: string | null; reportedAt: string; createdAt: string; updatedAt: string; dueAt: string | null; respondedAt: string | null; response: "running" | "met" | "missed" | "none"; escalatedAt: string | null; closedAt: string | null; version: number }
export type ResponseClock = { state: "running" | "met" | "missed" | "none"; startedAt: string | null; dueAt: string | null; dueText: string | null; respondedAt: string | null; targetMinutes: number | null; targetRule: string | null; force: "target" | "guideline" | null; byMs: number | null; byText: string | null; why: (string)[]; clauses: (string)[] }
export type CaseEvent = { seq: number; kind: string; visibility: "public" | "internal"; at: string; loggedAt: string; actor: string; body: { kind: string } & Record<string, unknown>; masked?: (string)[] }
export type Attachment = { id: string; name: string; mediaType: string; sizeBytes: number; sha256: string; visibility: "public" | "internal"; uploadedBy: string; uploadedAt: string; secrets: "none" | "masked" | "not-looked"; kinds: (string)[]; scan: "off" | "waiting" | "clean" | "infected" | "failed"; said: string }
export type Rma = { number: string; serial: string; reason: string; state: "requested" | "approved" | "shipped" | "received" | "closed" | "cancelled"; replacementSerial: string | null; shipTo: string; version: number }
export type Case = { number: string; account: string; accountName: string; kind: "tech" | "admin"; summary: string; priority: "P1" | "P2" | "P3" | "P4"; state: "new" | "working" | "waiting-customer" | "waiting-provider" | "resolved" | "closed"; nextStep: string; queue: "expert" | "standard" | "customer-care"; channel: string; serial: string | null; product: string | null; offering: string | null; contract: string | null; customerReference: string; requester: string | null; owner: string | null; ownerId: string | null; reportedAt: string; createdAt: string; updatedAt: string; dueAt: string | null; respondedAt: string | null; response: "running" | "met" | "missed" | "none"; escalatedAt: string | null; closedAt: string | null; version: number; decision: string; requesterEmail: string | null; requesterPhone: string | null; clock: ResponseClock; timeline: (CaseEvent)[]; attachments: (Attachment)[]; rmas: (Rma)[]; links: ({ number: string; summary: string; kind: string; state: string })[]; watchers: ({ id: string; name: string; side: "customer" | "partner" | "provider" })[]; watching: boolean; playbook: ({ code: string; title: string; clauses: (string)[]; as: "open" | "done" | "skipped"; by: string | null; at: string | null; text: string })[]; specialist: { name: string; since: string } | null; guide: { version: string; url: string | null; meaning: string } | null; language: { title: string; clauses: (string)[] } | null; outcome: { asked: boolean; clauses: (string)[]; said: boolean; outage: string | null }; toInstall: ({ version: string; unit: string; dueOn: string; daysOverdue: number; clauses: (string)[] })[]; impact: { asked: boolean; clauses: (string)[]; text: string }; missReason: string | null; moves: ({ move: "start" | "wait-customer" | "wait-provider" | "resolve" | "agree" | "close-agreed" | "withdraw" | "refuse" | "reopen"; title: string; needs: "nothing" | "reason" | "agreed-by" })[] }
export type Decision = { id: string | null; at: string; verdict: "granted" | "refused" | "needs approval"; act: string; onDate: string; offering: string | null; offeringVersion: number | null; contract: string | null; reasons: ({ rule: string; title: string; sentence: string; clauses: (string)[]; holds: boolean; weight: "refuse" | "approve" | "advise"; fact: string; found: string | number | boolean | null | (string)[]; expected: string | number | boolean | null | (string)[]; source: string; cure?: string })[]; decidedBy: (string)[]; policies: ({ id: string; key: string; value: unknown; effectiveFrom: string; author: string })[]; cures: (string)[]; candidates: ({ contract: string; offering: string; verdict: string; wins: boolean; why: string })[]; alternatives: ({ offering: string; why: string; clauses: (string)[] })[] }
export type ServiceRequestSummary = { id: string; account: string; number: string; contract: string; offering: string; service: string; title: string; state: "asked" | "assessed" | "quoted" | "agreed" | "active" | "commenced" | "delivered" | "completed" | "declined" | "cancelled"; askedBy: string; askedAt: string; engineer: string; activeOn: string | null; firstDay: string | null; lastDay: string | null; commencedAt: string | null; closedAt: string | null; pausedOn: string | null; pausedWhy: string | null; version: number }
export type TaskOrder = { version: number; sha256: string; providerSignedBy: string; providerSignedAt: string; customerSignedBy: string | null; customerSignedAt: string | null; turnedDownBy: string | null; turnedDownWhy: string | null; quantity: number; firstDay: string; lastDay: string; days: (string)[]; leftOut: { days: (string)[]; agreement: string } | null; windows: ({ startsAt: string; endsAt: string; zone: string; mode: "on-call" | "immediate"; agreement: string })[]; devices: (string)[]; sites: (string)[]; payment: { by: "credits"; family: "ASC" | "FSC"; credits: number } | { by: "units"; units: number }; extras: ({ kind: "onsite" | "designated" | "local" | "language" | "outside-hours" | "excess"; text: string; cents: number; currency: string })[]; engineer: string; language: string; assumptions: (string)[]; acceptance: (string)[]; planOn: string; note: string }
export type Deliverable = { version: number; text: string; document: { id: string; name: string } | null; review: string | null; language: string; sha256: string; sentBy: string; sentAt: string; signBy: string | null; overdueSince: string | null; signedBy: string | null; signedAt: string | null; outcome: "accepted" | "rejected" | null; reason: string | null }
export type ExceptionRequest = { id: string; kind: "onsite" | "language"; window: number | null; what: string; why: string; askedBy: string; askedAt: string; state: "asked" | "accepted" | "declined" | "withdrawn"; answeredBy: string | null; answeredAt: string | null; answer: string; cents: number | null; currency: string | null }
export type ToldToWorkers = { title: string; clauses: (string)[]; text: string; nothing: boolean; by: string; on: string }
export type RequestCharge = { number: number; amount: number; currency: string; duty: string; clauses: (string)[]; reason: string; state: "proposed" | "approved" | "rejected" | "taken-back"; proposedBy: string; proposedAt: string; decidedBy: string | null; decidedAt: string | null; decision: string; line: number | null }
export type ServiceRequest = { id: string; account: string; number: string; contract: string; offering: string; service: string; title: string; state: "asked" | "assessed" | "quoted" | "agreed" | "active" | "commenced" | "delivered" | "completed" | "declined" | "cancelled"; askedBy: string; askedAt: string; engineer: string; activeOn: string | null; firstDay: string | null; lastDay: string | null; commencedAt: string | null; closedAt: string | null; pausedOn: string | null; pausedWhy: string | null; version: number; wanted: { quantity: number; firstDay: string | null; devices: (string)[]; case: string | null; windows: ({ startsAt: string; endsAt: string; zone: string; mode: "on-call" | "immediate"; agreement: string })[]; change: string; plan: string | null; language: string; purpose: string; waiver?: string }; scope: { outcome: "in" | "partly" | "out"; excess: ({ activity: string; why: string })[]; offered: boolean; note: string; agreement: string; by: string; on: string } | null; taskOrder: number | null; orders: (TaskOrder)[]; deliverables: ({ code: string; title: string; clauses: (string)[]; dueOn: string; declinedBy: string | null; declinedWhy: string | null; papers: (Deliverable)[] })[]; certificates: (Deliverable)[]; exceptions: (ExceptionRequest)[]; charges: (RequestCharge)[]; told: (ToldToWorkers)[]; mayNotSign: string | null; waitsFor: ({ title: string; side: string; clauses: (string)[]; cure: string })[]; missing: (string)[]; events: ({ seq: number; at: string; actor: string; kind: string; body: Record<string, unknown> })[] }
export type SalesContact = { part: "partner" | "sales manager" | "business manager"; name: string; reach: string }
export type ChangeSummary = { account: string; number: string; request: string; offering: string; service: string; title: string; state: "planned" | "ready" | "running" | "done" | "closed" | "cancelled"; unit: string; startsAt: string; endsAt: string; zone: string; country: string; devices: (string)[]; engineer: { id: string; name: string } | null; presence: "remote" | "onsite"; location: string; startedAt: string | null; endedAt: string | null; closedAt: string | null; version: number }
export type LogEntry = { id: number; at: string; by: string; side: "provider" | "customer" | "clock"; type: "question" | "concern" | "problem" | "event"; text: string; device: string; location: string; late: boolean; escalatedAt: string | null; escalatedBy: string; actedAt: string | null; actedAfterMinutes: number | null; analysis: string; recommendation: string; recommendedAt: string | null; solution: ({ state: "accepted" | "applied" | "done" | "rolled-back"; at: string })[]; case: string; collected: string; settledAt: string | null; declined: { code: string; clauses: (string)[]; why: string; owner: string } | null; issue: boolean }
export type ChangeMove = { id: string; kind: "move" | "call-off" | "again"; side: "provider" | "customer"; by: string; at: string; startsAt: string; endsAt: string; why: string; waiver: string; state: "open" | "accepted" | "declined" | "withdrawn"; answeredBy: string | null; answer: string }
export type Change = { account: string; number: string; request: string; offering: string; service: string; title: string; state: "planned" | "ready" | "running" | "done" | "closed" | "cancelled"; unit: string; startsAt: string; endsAt: string; zone: string; country: string; devices: (string)[]; engineer: { id: string; name: string } | null; presence: "remote" | "onsite"; location: string; startedAt: string | null; endedAt: string | null; closedAt: string | null; version: number; edgeAt: string | null; limits: { mostMinutes: number; clauses: (string)[] }; plan: { goal: string; steps: ({ serial: string; what: string; check: string; rollback: string; minutes: number })[]; rollback: string; risk: "low" | "medium" | "high"; riskWhy: string; constraints: (string)[]; noConstraints: boolean; primary: { name: string; email: string; reach: string; mayAuthorise: boolean } | null; backup: { name: string; email: string; reach: string; mayAuthorise: boolean } | null; access: string; papers: { design: string; releases: string; configurations: string }; version: number; writtenBy: string; writtenAt: string; minutes: number; outOfScope: (number)[] } | null; planVersions: number; offered: ({ text: string; from: string })[]; items: ({ code: string; title: string; side: "provider" | "customer"; clauses: (string)[]; met: boolean; missing: string; waived: { by: string; why: string } | null; waivable: boolean; duty: { code: string; state: "met" | "standing" | "waived" | "not-asked" | "will-be-unmet" | "open" | "overdue" | "broken" | "cannot" | "not-needed" } | null })[]; atRisk: boolean; advice: string | null; caseAhead: { case: string; on: string } | null; planReview: { at: string; planVersion: number; people: (string)[] } | null; accessTest: { at: string; passed: boolean; note: string; by: string } | null; asks: ({ id: number; topic: string; text: string; askedAt: string; by: string; answeredAt: string | null; answer: string })[]; conditions: ({ id: number; text: string; source: string; toldAt: string; inPlaceAt: string | null })[]; misses: ({ at: string; duty: string; why: string; by: string })[]; hold: string | null; entries: (LogEntry)[]; ticks: ({ at: string; step: number; outcome: "done" | "failed" | "rolled-back"; by: string; note: string })[]; owners: ({ entry: number; owner: string; text: string })[]; saidOnClosing: string; review: { at: string; by: string; goal: string; result: string; verdict: "met" | "partly" | "missed"; improvements: string; noneBecause: string; language: string; changes: ({ text: string; customer: string; provider: string; on: string })[] } | null; moves: (ChangeMove)[]; noFurther: string | null; window: number; onsite: (ExceptionRequest)[]; told: (ToldToWorkers)[]; places: ({ code: string; title: string })[]; ending: ({ text: string; clauses: (string)[] })[]; firm: string | null; codes: ({ code: string; title: string })[]; events: ({ seq: number; at: string; actor: string; kind: string; body: Record<string, unknown> })[] }
export type ContactData = { personId: string; name: string; parts: (string)[]; fields: ({ field: "email" | "phone" | "address" | "account"; value: string; state: "right" | "wrong" | "unchecked" | "changed" | "missing"; by: string | null; at: string | null; note: string })[]; asked: { remindedAt: string | null; answeredAt: string | null } | null }
export type Paper = { code: string; title: string; clauses: (string)[]; onlyFor: "statement-of-work" | null; state: "missing" | "waits-for-vendor" | "waits-for-customer" | "waits-for-both" | "agreed" | "outdated"; versions: ({ version: number; documentId: string; documentName: string; sha256: string; note: string; addedBy: string; addedAt: string; vendorAgreedBy: string | null; vendorAgreedOn: string | null; customerAgreedBy: string | null; customerAgreedOn: string | null; outdatedBy: string | null; outdatedOn: string | null; outdatedWhy: string | null })[]; offers: ({ what: string; amount: number; currency: string; offeredBy: string; offeredAt: string; acceptedBy: string | null; acceptedAt: string | null })[] }
export type Contract = { number: string; kind: "service" | "base"; service: string; offeringVersion: number | null; state: "pending" | "active" | "cancelled"; activatedOn: string | null; startsOn: string; endsOn: string; poNumber: string; endUserName: string; endUserAddress: string; territory: string | null; agreement: { kind: "posted" | "signed"; name: string; version: string; vendorSignedOn: string | null; customerSignedOn: string | null; coversSupport: boolean; leastMonths: number | null } | null; licenceText?: { name: string; address: string }; documents: ({ code: string; version: string; vendorAgreedOn: string | null; customerAgreedOn: string | null })[]; advisor: { name: string; theatre: "AMERICAS" | "EMEA" | "APAC"; zone: string; personId?: string } | null; renews: boolean; version: number }
export type Participant = { id: string; kind: "person" | "third-party"; name: string; email: string; part: string; coordinator: string; certificate: string; endedOn: string | null; skill: { passed: boolean; note: string; on: string; actor: string } | null; costs: ({ id: string; what: string; cents: number; currency: string; borneBy: "customer" | "provider"; agreement: string })[] }
export type HandOver = { id: string; account: string; case: string; summary: string; priority: string; from: string; fromId: string; to: string; toId: string; situation: string; nextStep: string; promised: string; promisedAt: string | null; offeredAt: string; state: "offered" | "accepted" | "declined" | "withdrawn" | "lapsed"; answeredAt: string | null; answer: string }
export type EscalationRequest = { number: string; account: string; case: string; summary: string; priority: string; severity: "high" | "medium" | "low"; reason: string; level: number; levelTitle: string; lead: "desk" | "advisor"; raisedAt: string; raisedBy: string; raisedSide: "customer" | "provider"; owner: string | null; ownerId: string | null; reportHours: number; reportDueAt: string; reportOverdue: boolean; watchedAt: string; state: "open" | "done" | "withdrawn"; endedAt: string | null; signOff: "not asked" | "open" | "done"; signedBy: string | null; signedAt: string | null }
export type Roster = { id: string; team: string; theatre: string | null; title: string; zone: string; version: number; onCall: ({ tier: number; personId: string; name: string; by: "turn" | "stand-in" | "override"; layer: string | null })[]; nextGap: { from: string; to: string } | null; layers: ({ title: string; tier: number; zone: string; people: (string)[]; start: string; turnDays: number; hours: { days: (number)[]; from: string; to: string } | null; holidays: (string)[] })[]; spans: ({ tier: number; from: string; to: string; name: string | null; by: string | null })[]; gaps: ({ from: string; to: string })[]; overrides: ({ id: string; tier: number; name: string; from: string; to: string; reason: string; madeBy: string })[]; notes: ({ id: string; at: string; author: string; text: string })[] }
export type RollOut = { contract: string; state: "off" | "test" | "live"; plan: { text: string; plannedOn: string; manager: string; engineer: string | null; licence: string | null; licenceBy: string | null; licenceOn: string | null; enabledAt: string | null; liveAt: string | null; version: number } | null; consults: boolean; percent: number; tasks: ({ task: number; title: string; owner: string; dueOn: string; state: "open" | "under-way" | "done" | "dropped"; stateBy: string; stateAt: string; guidance: ({ text: string; givenBy: string; at: string })[] })[]; tools: ({ tool: string; version: string; place: string; installedOn: string; installedBy: string; working: boolean; note: string })[]; tests: ({ test: number; trigger: string; fields: ({ field: string; expected: string; found: string })[]; passed: boolean; testedOn: string; testedBy: string })[]; open: ({ clause: string; what: string })[] }
export type GuidanceLog = { request: string; state: string; firstDay: string | null; lastDay: string | null; bought: number; used: number; left: number; days: ({ day: string; site: string; country: string; zone: string; calendar: string; opensAt: string; closesAt: string; half: boolean; namedBy: string })[]; questions: ({ question: number; day: string; channel: "phone" | "email"; topic: "practice" | "uptime" | "upgrades" | "risk" | "fault" | "non-technical"; about: "question" | "design" | "template"; text: string; askedBy: string; askedAt: string; answer: string | null; advice: string; recommendation: string; answeredBy: string | null; answeredAt: string | null; case: string | null; settled: boolean; caseFor: { summary: string; description: string } | null })[] }
export type Onboarding = { request: string; state: string; firstDay: string | null; lastDay: string | null; items: ({ item: "a" | "b" | "c" | "d" | "e" | "f" | "g"; clause: string; shows: string; open: (string)[] })[]; records: ({ seq: number; item: "a" | "b" | "c" | "d" | "e" | "f" | "g"; saidBy: string; at: string; body: { item: "a"; notifications: string; accountId: string } | { item: "b"; heldOn: string; attendees: (string)[]; material: string; version: string; agreement: string } | { item: "d"; guide: string; version: string; dated: string } | { item: "e"; contacts: (string)[]; shipTo: string } | { item: "f"; partner: string; evaluatedOn: string; criteria: ({ title: string; met: boolean; note: string })[]; result: "ready" | "not-ready"; gaps: ({ text: string; owner: string })[] } | { item: "g"; case: string; text: string } | { item: "c"; round: number; listed: number; held: number; without: (string)[]; differences: ({ serial: string; field: string; owner: string; settled: boolean })[] } })[] }
export type Device = { serial: string; host: string; product: string; description: string; kind: "chassis" | "member" | "module" | "software"; slot: string; parentSerial: string | null; site: string | null; registeredSite: string | null; status: "in-use" | "spare" | "decommissioned"; statusSince: string | null; acquired: "purchase" | "lease" | null; source: "vendor" | "reseller" | "territory-reseller" | "broker" | "other" | null; seller: string; originProof: string; registeredOn: string | null; modifiedCode: boolean; thirdParty: boolean; grayMarket: boolean; endOfSupportOn: string | null; release: string; releaseSeenOn: string | null; acceptedRelease: string; replacesSerial: string | null; version: number }
export type Meeting = { account: string; number: string; kind: "review" | "business-review" | "operational-review" | "training" | "onboarding" | "call" | "project" | "post-change"; title: string; series: string | null; plannedOn: string; on: string; contract: string | null; about: { kind: "review" | "request" | "change" | "case"; id: string } | null; startsAt: string; minutes: number; zone: string; mode: "remote" | "onsite"; place: string; statement: string; agreement: string; location: string; topics: (string)[]; clauses: (string)[]; leadName: string; state: "planned" | "held" | "missed" | "cancelled"; side: "provider" | "customer" | null; reason: string; moved: string; suspended: string | null; providerInvited: boolean; breach: string | null; myAnswer: "none" | "accepted" | "declined" | "tentative" | null; invited: number; accepted: number; declined: number; version: number }
export type Webinar = { id: string; theatre: "AMERICAS" | "EMEA" | "APAC"; title: string; topic: string; about: string; host: string; startsAt: string; minutes: number; zone: string; capacity: number; taken: number; state: "planned" | "held" | "cancelled"; reason: string; heldOn: string | null; postBy: string | null; postedOn: string | null; posting: "not held" | "waiting" | "overdue" | "in time" | "late"; recording: string | null }
export type ContactMatrix = { clause: string; complete: boolean; parts: { customer: ({ personId: string | null; name: string; role: string; phone: string; email: string; hours: string })[]; provider: ({ personId: string | null; name: string; role: string; phone: string; email: string; hours: string })[] }; edited: { customer: { version: number; changedAt: string; changedBy: string } | null; provider: { version: number; changedAt: string; changedBy: string } | null }; lacks: ({ side: "customer" | "provider"; step: number | null; found: string; toDo: string })[]; published: { number: number; publishedAt: string; publishedBy: string; parts: { customer: ({ personId: string | null; name: string; role: string; phone: string; email: string; hours: string })[]; provider: ({ personId: string | null; name: string; role: string; phone: string; email: string; hours: string })[] } } | null; outOfDate: ({ side: "customer" | "provider"; step: number | null; found: string; toDo: string })[]; changed: boolean }
export type Person = { id: string; name: string; email: string; phone: string; zone: string; theatre: "AMERICAS" | "EMEA" | "APAC" | null; roles: (string)[]; teams: (string)[]; senior: boolean; signsIn: boolean; status: "active" | "left"; leftOn: string | null; version: number }
export type Account = { code: string; kind: "customer" | "partner" | "provider"; name: string; theatre: "AMERICAS" | "EMEA" | "APAC"; country: string; zone: string; address: string; language: string; status: "active" | "closed"; version: number }
export type Site = { id: string; name: string; address: string; city: string; country: string; zone: string; owner: string; version: number }
export type CustomSoftware = { serial: string; product: string; description: string; running: string; accepted: string; contract: string | null; coveredUntil: string | null; active: boolean; modifiedCode: boolean; lacks: (string)[]; record: { statementOfWork: string; deliverable: string; designed: boolean; developed: boolean; tested: boolean; licence: string; components: ({ name: string; version: string; openSource: boolean })[]; saidBy: string; saidAt: string } | null; history: ({ release: string; why: "accepted" | "agreed" | "directed"; on: string; customer: string; provider: string; note: string })[]; proposals: ({ release: string; why: string; side: "customer" | "provider"; proposedBy: string; proposedAt: string; outcome: "agreed" | "turned-down" | "withdrawn" | null; answeredBy: string | null; answeredAt: string | null; answer: string })[]; releases: ({ version: string; kind: "patch" | "update" | "upgrade"; base: string; component: string; problems: ({ defect: string; caseNumber: string; text: string })[]; gathers: (string)[]; features: (string)[]; featuresWhy: string; notes: string; licence: string; language: string; languageWhy: string; state: "draft" | "published" | "withdrawn"; writtenBy: string; writtenAt: string; publishedBy: string | null; publishedAt: string | null; withdrawnBy: string | null; withdrawnAt: string | null; withdrawnWhy: string | null; files: ({ document: string; name: string; sizeBytes: number; sha256: string })[]; mayTake: boolean; refusedBy: (string)[]; directions: ({ unit: "JTAC" | "PS"; text: string; dueOn: string; directedBy: string; directedAt: string; state: "open" | "applied" | "withdrawn"; closedBy: string | null; overdue: boolean })[]; installations: ({ installedOn: string; place: string; outcome: "installed" | "failed" | "rolled-back"; note: string; saidBy: string; at: string; directed: boolean })[]; downloads: ({ document: string; takenBy: string; takenAt: string })[] })[]; enquiries: ({ number: string; act: string; text: string; askedBy: string; askedAt: string; decision: string; answer: string | null; document: string | null; answeredBy: string | null; answeredAt: string | null })[]; events: ({ at: string; by: string; kind: string; body: Record<string, unknown> })[] }
export type ReconciliationRound = { number: number; listName: string; source: "list" | "feed"; readAt: string | null; openedAt: string; openedBy: string; compared: ("site" | "contract-level" | "product")[]; listed: number; held: number; same: number; differences: number; open: number; state: "open" | "agreed" | "withdrawn"; signed: { provider: { by: string; at: string } | null; customer: { by: string; at: string } | null }; closedAt: string | null; unread: ({ line: number; found: string; toDo: string })[]; counts: ({ field: "not-held" | "not-listed" | "site" | "contract-level" | "product"; owner: "customer" | "provider"; all: number; open: number })[]; history: ({ seq: number; at: string; actor: string; kind: "opened" | "fed" | "settled" | "reopened" | "signed" | "agreed" | "withdrawn"; text: string })[] }

export type Operations = {
  /** Whether the first administrator is still missing, and whether the caller is signed in */
  "setup.state": {
    params: undefined
    query: undefined
    body: undefined
    answer: { needed: boolean; signedIn: boolean }
  }
  /** Make the provider account and its first administrator */
  "setup.create": {
    params: undefined
    query: undefined
    body: { company: string; country: string; zone: string; theatre: "AMERICAS" | "EMEA" | "APAC"; name: string; email: string; password: string }
    answer: { done: true }
  }
  /** Sign in by e-mail and password */
  "session.sign-in": {
    params: undefined
    query: undefined
    body: { email: string; password: string }
    answer: { next: "done" | "code" }
  }
  /** Sign out */
  "session.sign-out": {
    params: undefined
    query: undefined
    body: undefined
    answer: { done: true }
  }
  /** Second step: a code of the authenticator, or a backup code */
  "session.verify-code": {
    params: undefined
    query: undefined
    body: { code: string }
    answer: { next: "done" }
  }
  /** Who I am and what I may do */
  "me.read": {
    params: undefined
    query: undefined
    body: undefined
    answer: { person: { id: string; name: string; email: string; zone: string; theatre: "AMERICAS" | "EMEA" | "APAC" | null; roles: (string)[]; teams: (string)[]; senior: boolean }; account: { code: string; kind: "customer" | "partner" | "provider"; name: string }; permissions: (string)[]; totp: boolean }
  }
  /** Change my password; other sessions end */
  "me.password": {
    params: undefined
    query: undefined
    body: { current: string; next: string }
    answer: { done: true }
  }
  /** Start using an authenticator; confirm with its first code */
  "me.totp-start": {
    params: undefined
    query: undefined
    body: { password: string }
    answer: { uri: string; backupCodes: (string)[] }
  }
  /** Stop using the authenticator */
  "me.totp-stop": {
    params: undefined
    query: undefined
    body: { password: string }
    answer: { done: true }
  }
  /** Confirm the authenticator with one of its codes */
  "me.totp-confirm": {
    params: undefined
    query: undefined
    body: { code: string }
    answer: { done: true }
  }
  /** My API keys */
  "key.list": {
    params: undefined
    query: undefined
    body: undefined
    answer: { items: ({ id: string; name: string; start: string; scopes: (string)[]; expiresAt: string | null })[] }
  }
  /** Make an API key; it is shown once */
  "key.add": {
    params: undefined
    query: undefined
    body: { name: string; scopes: ("account.read" | "account.edit" | "site.edit" | "people.read" | "people.edit" | "contacts.maintain" | "matrix.edit" | "matrix.publish" | "contact-data.check" | "contact-data.own" | "leaver.read" | "expert.ask" | "expert.grant" | "staff.edit" | "key.own" | "device.read" | "device.register" | "device.mark" | "device-data.read" | "device-data.take" | "check-profile.edit" | "review.read" | "review.edit" | "meeting.read" | "meeting.run" | "meeting.join" | "webinar.read" | "webinar.join" | "webinar.edit" | "reconciliation.settle" | "reconciliation.sign" | "onboarding.read" | "onboarding.tick" | "lifecycle.edit" | "contract.read" | "order.read" | "order.place" | "contract.activate" | "credit.read" | "credit.buy" | "credit.correct" | "request.read" | "request.ask" | "request.plan" | "request.work" | "request.charge" | "request.agree" | "request.redeem" | "request.sign" | "request.cancel" | "automation.send" | "collector.edit" | "licence.accept" | "readiness.read" | "change.read" | "change.take-part" | "change.agree" | "change.run" | "paper.write" | "paper.agree" | "paper.accept-price" | "software.read" | "software.edit" | "software.publish" | "software.direct" | "software.take" | "software.install" | "software.agree" | "software.ask" | "software.quote" | "addendum.edit" | "addendum.sign" | "document.read" | "document.add" | "duty.read" | "duty.board" | "duty.meet" | "duty.notify" | "skill.assess" | "participant.cost" | "duty.waive" | "duty.ask" | "engagement.edit" | "loan.edit" | "loan.handle" | "loan.charge" | "qualification.read" | "qualification.decide" | "decision.read" | "decision.preview" | "advisory.read" | "advisory.edit" | "exposure.read" | "exposure.acknowledge" | "exposure.call" | "clause.read" | "policy.edit" | "resource.edit" | "policy.approve" | "case.read" | "case.open" | "case.open-expert" | "case.update" | "case.note" | "case.respond" | "case.priority" | "case.reveal" | "case.assign" | "case.work" | "case.close" | "case.access-work" | "case.access-grant" | "case.access-watch" | "case.exclude" | "case.exclude-decide" | "case.exclude-dispute" | "case.accept-rates" | "case.log-time" | "case.end-efforts" | "charge.read" | "charge.bill" | "rma.edit" | "escalation.read" | "escalation.raise" | "escalation.run" | "escalation.sign" | "roster.read" | "roster.edit" | "roster.swap" | "page.acknowledge" | "queue.read" | "day.read" | "proof.read" | "engineer-record.write" | "advice.read" | "advice.log" | "planned-change.read" | "planned-change.edit" | "release-plan.decide" | "advisor.name" | "network-report.read" | "network-report.send" | "report.read" | "outbox.read" | "mail.read" | "mail.decide" | "webhook.edit" | "audit.read" | "scenario.play")[]; days?: number }
    answer: { id: string; key: string }
  }
  /** Switch an API key off */
  "key.remove": {
    params: { key: string }
    query: undefined
    body: undefined
    answer: { done: true }
  }
  /** Accounts I may see */
  "account.list": {
    params: undefined
    query: undefined
    body: undefined
    answer: { items: (Account)[] }
  }
  /** Open an account */
  "account.open": {
    params: undefined
    query: undefined
    body: { code: string; kind: "customer" | "partner"; name: string; theatre: "AMERICAS" | "EMEA" | "APAC"; country: string; zone: string; address?: string; language?: string }
    answer: Account
  }
  /** One account */
  "account.read": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: Account
  }
  /** Edit an account */
  "account.edit": {
    params: { account: string }
    query: undefined
    body: { name?: string; address?: string; zone?: string; language?: string }
    answer: Account
  }
  /** Sites of an account */
  "site.list": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { items: (Site)[] }
  }
  /** Add a site */
  "site.add": {
    params: { account: string }
    query: undefined
    body: { name: string; address?: string; city?: string; country: string; zone: string; owner?: string }
    answer: Site
  }
  /** Edit a site */
  "site.edit": {
    params: { account: string; site: string }
    query: undefined
    body: { name?: string; address?: string; city?: string; country?: string; zone?: string; owner?: string }
    answer: Site
  }
  /** People of an account */
  "person.list": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { items: (Person)[] }
  }
  /** Add a person */
  "person.add": {
    params: { account: string }
    query: undefined
    body: { name: string; email: string; phone?: string; zone?: string; theatre?: "AMERICAS" | "EMEA" | "APAC"; roles: ("AD" | "SO" | "CE" | "QA" | "JT" | "SJ" | "ED" | "TA" | "SM" | "AE" | "PM" | "CC" | "ME" | "FI" | "EX" | "PA" | "MG" | "AU" | "RS" | "DI" | "OS" | "SB" | "LC" | "NC" | "XP" | "SG" | "UU" | "CL")[]; teams?: ("frontline-tac" | "senior-tac" | "escalation-desk" | "advisors" | "service-managers" | "engineers" | "customer-care" | "contracts" | "finance" | "management")[]; senior?: boolean; password?: string }
    answer: Person
  }
  /** Change a person */
  "person.edit": {
    params: { account: string; person: string }
    query: undefined
    body: { name?: string; phone?: string; zone?: string; roles?: ("AD" | "SO" | "CE" | "QA" | "JT" | "SJ" | "ED" | "TA" | "SM" | "AE" | "PM" | "CC" | "ME" | "FI" | "EX" | "PA" | "MG" | "AU" | "RS" | "DI" | "OS" | "SB" | "LC" | "NC" | "XP" | "SG" | "UU" | "CL")[]; teams?: ("frontline-tac" | "senior-tac" | "escalation-desk" | "advisors" | "service-managers" | "engineers" | "customer-care" | "contracts" | "finance" | "management")[] }
    answer: Person
  }
  /** Switch a leaver off: sessions and keys end within a minute, or as the day begins on which somebody of a customer leaves; null calls that off */
  "person.leave": {
    params: { account: string; person: string }
    query: undefined
    body: { leftOn?: string | null }
    answer: { done: true }
  }
  /** Contact roles of an account */
  "contact.list": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { items: ({ id: string; personId: string; name: string; role: "lead" | "primary" | "backup" | "named" | "expert" | "signatory" | "technical"; offering: string | null; startsOn: string; endsOn: string | null; certificate: { level: string; number: string; expiresOn: string; granted: boolean } | null })[] }
  }
  /** Name a contact, or ask for a certified expert */
  "contact.add": {
    params: { account: string }
    query: undefined
    body: { person: string; role: "lead" | "primary" | "backup" | "named" | "expert" | "signatory" | "technical"; offering?: string | null; startsOn?: string; endsOn?: string; certificate?: { level: "JNCIA" | "JNCIS" | "JNCIP" | "JNCIE"; number: string; expiresOn: string } | null }
    answer: { contact: string | null; decision: Decision | null }
  }
  /** Partners that act for a customer */
  "partner.list": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { items: ({ partner: string; partnerName: string; kind: string; seesCases: boolean; startsOn: string; endsOn: string | null })[] }
  }
  /** Let a partner act for a customer */
  "partner.link": {
    params: { account: string }
    query: undefined
    body: { partner: string; kind: "reseller" | "distributor" | "operate-specialist" | "subcontractor"; seesCases?: boolean; startsOn: string; endsOn?: string | null }
    answer: { partner: string; partnerName: string; kind: string; seesCases: boolean; startsOn: string; endsOn: string | null }
  }
  /** Authorise a partner, for a territory and a time */
  "partner.authorise": {
    params: { account: string }
    query: undefined
    body: { kind: "reseller" | "distributor" | "operate-specialist" | "subcontractor"; territory?: (string)[]; startsOn: string; endsOn?: string | null }
    answer: { done: true }
  }
  /** Qualifications of an end user */
  "qualification.list": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { items: ({ id: string; offering: string; outcome: "qualified" | "declined"; decidedBy: string; decidedOn: string; validUntil: string; footprint: number | null; reason: string })[] }
  }
  /** Qualify an end user for a service, or decline */
  "qualification.decide": {
    params: { account: string }
    query: undefined
    body: { offering: string; outcome: "qualified" | "declined"; decidedOn: string; validUntil: string; footprint?: number | null; reason: string }
    answer: { id: string; offering: string; outcome: "qualified" | "declined"; decidedBy: string; decidedOn: string; validUntil: string; footprint: number | null; reason: string }
  }
  /** A customer's engineers: when each was trained in the software of a service, and what each can do */
  "engineer-record.list": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { items: ({ personId: string; name: string; offering: string; trainedOn: string | null; skills: ("operation" | "configuration" | "troubleshooting")[]; note: string; saidBy: string; saidAt: string })[] }
  }
  /** Put on record when an engineer was trained and what they can do; the word before stays in the history */
  "engineer-record.write": {
    params: { account: string }
    query: undefined
    body: { person: string; offering?: string; trainedOn?: string; skills?: ("operation" | "configuration" | "troubleshooting")[]; note?: string }
    answer: { items: ({ personId: string; name: string; offering: string; trainedOn: string | null; skills: ("operation" | "configuration" | "troubleshooting")[]; note: string; saidBy: string; saidAt: string })[] }
  }
  /** The audit trail, newest first */
  "audit.list": {
    params: { account: string }
    query: { limit?: number; cursor?: string }
    body: undefined
    answer: { items: ({ seq: number; at: string; actor: string; action: string; subject: string; detail: unknown })[]; next: string | null }
  }
  /** Whether no entry of the audit trail was changed or taken out */
  "audit.verify": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { whole: boolean; entries: number; brokenAt: number | null }
  }
  /** Which text wins where texts conflict, by the service’s own order */
  "precedence.ask": {
    params: { code: string; version: number }
    query: undefined
    body: { texts: ({ document: "SDD" | "MPLA" | "EUSA" | "EULA" | "script-licence" | "addendum" | "user-guide"; version?: string; place?: string; says: string })[]; subject?: "licence" | "support" | "other"; on?: string }
    answer: { outcome: "winner" | "ask-contracts-staff"; text: { document: "SDD" | "MPLA" | "EUSA" | "EULA" | "script-licence" | "addendum" | "user-guide"; version: string; place: string; says: string } | null; overridden: ({ document: "SDD" | "MPLA" | "EUSA" | "EULA" | "script-licence" | "addendum" | "user-guide"; version: string; place: string; says: string })[]; why: string; clauses: (string)[]; policies: ({ id: string; key: string; effectiveFrom: string })[]; warnings: (string)[] }
  }
  /** What a word means under a service: its own meaning first, then that of its agreement, with the version; our glossary helps beside them */
  "term.read": {
    params: { word: string }
    query: { service?: string; version?: string }
    body: undefined
    answer: { term: string; meaning: string | null; source: "service-description" | "agreement" | "holdfast" | "undefined"; clauses: (string)[]; agreement: string | null; version: string | null; note: string | null; didYouMean: string | null }
  }
  /** Words that agreements explain, by version, and those of a service that nothing explains yet */
  "agreement-word.list": {
    params: undefined
    query: { service?: string }
    body: undefined
    answer: { items: ({ agreement: "MPLA" | "EUSA" | "EULA" | "script-licence" | "user-guide"; version: string; term: string; meaning: string; enteredBy: string; enteredAt: string })[]; undefined: (string)[]; agreement: string | null }
  }
  /** Enter what a version of an agreement says that a word means; entered anew it is corrected */
  "agreement-word.enter": {
    params: undefined
    query: undefined
    body: { agreement: "MPLA" | "EUSA" | "EULA" | "script-licence" | "user-guide"; version: string; term: string; meaning: string }
    answer: { term: string }
  }
  /** Services in the catalogue */
  "offering.list": {
    params: undefined
    query: undefined
    body: undefined
    answer: { items: ({ code: string; version: number; effectiveFrom: string; title: string; summary: string })[] }
  }
  /** Load a service from data */
  "offering.load": {
    params: undefined
    query: undefined
    body: Record<string, unknown>
    answer: { code: string; version: number; effectiveFrom: string; title: string; summary: string }
  }
  /** One service with every element and its clauses */
  "offering.read": {
    params: { code: string; version: number }
    query: undefined
    body: undefined
    answer: { code: string; version: number } & Record<string, unknown>
  }
  /** Clauses of the services, with how often each spoke in a decision */
  "clause.list": {
    params: undefined
    query: { offering?: string }
    body: undefined
    answer: { items: ({ id: string; offering: string; title: string })[] }
  }
  /** One clause: what it settles, where the catalogue carries it, which policies fill its gaps */
  "clause.read": {
    params: { clause: string }
    query: undefined
    body: undefined
    answer: { id: string; offering: string; title: string; elements: (string)[]; policies: ({ id: string; key: string; title: string })[] }
  }
  /** The policies that fill what the documents leave open, with the value in force */
  "policy.list": {
    params: undefined
    query: { on?: string }
    body: undefined
    answer: { items: ({ id: string; key: string; title: string; gap: string; value: unknown; default: unknown; invented: boolean; effectiveFrom: string; author: string; reason: string; clauses: (string)[] })[] }
  }
  /** Policy values that were proposed and approved */
  "policy.proposals": {
    params: undefined
    query: undefined
    body: undefined
    answer: { items: ({ id: string; key: string; value: unknown; effectiveFrom: string; author: string; approver: string | null; reason: string; at: string })[] }
  }
  /** Propose a policy value; another person approves it */
  "policy.propose": {
    params: undefined
    query: undefined
    body: { key: string; value: unknown; effectiveFrom: string; reason: string }
    answer: { id: string; key: string; value: unknown; effectiveFrom: string; author: string; approver: string | null; reason: string; at: string }
  }
  /** Approve a proposed value; decisions made before keep theirs */
  "policy.approve": {
    params: { proposal: string }
    query: undefined
    body: undefined
    answer: { id: string; key: string; value: unknown; effectiveFrom: string; author: string; approver: string | null; reason: string; at: string }
  }
  /** Holiday calendars of the provider */
  "calendar.list": {
    params: undefined
    query: undefined
    body: undefined
    answer: { items: ({ id: string; version: number; title: string; data: unknown })[] }
  }
  /** Load holidays; a new version, old promises keep theirs. vendor-EMEA and the like are the theatres’ own */
  "calendar.load": {
    params: undefined
    query: undefined
    body: { id: string; title: string; holidays: ({ date: string; name: string })[]; loadedYears: (number)[] }
    answer: { id: string; version: number }
  }
  /** Devices of an account, by serial */
  "device.list": {
    params: { account: string }
    query: { limit?: number; cursor?: string; query?: string; status?: "in-use" | "spare" | "decommissioned"; top?: string }
    body: undefined
    answer: { items: (Device)[]; next: string | null }
  }
  /** Add a device; with a site it is registered there */
  "device.add": {
    params: { account: string }
    query: undefined
    body: { serial: string; product?: string; description?: string; kind?: "chassis" | "member" | "module" | "software"; slot?: string; status?: "in-use" | "spare" | "decommissioned"; statusSince?: string | null; acquired?: "purchase" | "lease" | null; source?: "vendor" | "reseller" | "territory-reseller" | "broker" | "other" | null; seller?: string; originProof?: string; registeredOn?: string | null; endOfSupportOn?: string | null; release?: string; releaseSeenOn?: string | null; acceptedRelease?: string; site?: string | null; parentSerial?: string }
    answer: Device
  }
  /** Devices by the first characters of their serial or host name, over every account I may reach */
  "device.find": {
    params: undefined
    query: { serial?: string; limit?: number }
    body: undefined
    answer: { items: ({ account: string; serial: string; host: string; product: string; status: "in-use" | "spare" | "decommissioned" })[] }
  }
  /** One device with its parts */
  "device.read": {
    params: { account: string; serial: string }
    query: undefined
    body: undefined
    answer: { serial: string; host: string; product: string; description: string; kind: "chassis" | "member" | "module" | "software"; slot: string; parentSerial: string | null; site: string | null; registeredSite: string | null; status: "in-use" | "spare" | "decommissioned"; statusSince: string | null; acquired: "purchase" | "lease" | null; source: "vendor" | "reseller" | "territory-reseller" | "broker" | "other" | null; seller: string; originProof: string; registeredOn: string | null; modifiedCode: boolean; thirdParty: boolean; grayMarket: boolean; endOfSupportOn: string | null; release: string; releaseSeenOn: string | null; acceptedRelease: string; replacesSerial: string | null; version: number; parts: (Device)[] }
  }
  /** Change, move or register a device; what stood there before is kept */
  "device.change": {
    params: { account: string; serial: string }
    query: undefined
    body: { product?: string; description?: string; kind?: "chassis" | "member" | "module" | "software"; slot?: string; status?: "in-use" | "spare" | "decommissioned"; statusSince?: string | null; acquired?: "purchase" | "lease" | null; source?: "vendor" | "reseller" | "territory-reseller" | "broker" | "other" | null; seller?: string; originProof?: string; registeredOn?: string | null; endOfSupportOn?: string | null; release?: string; releaseSeenOn?: string | null; acceptedRelease?: string; site?: string | null; parentSerial?: string | null }
    answer: Device
  }
  /** What happened to a device */
  "device.history": {
    params: { account: string; serial: string }
    query: undefined
    body: undefined
    answer: { items: ({ at: string; actor: string; kind: string; changes: Record<string, { from: unknown; to: unknown }> })[] }
  }
  /** Mark a device as gray-market, third-party or with modified code, or take a mark back */
  "device.mark": {
    params: { account: string; serial: string }
    query: undefined
    body: { modifiedCode?: boolean; thirdParty?: boolean; grayMarket?: boolean }
    answer: Device
  }
  /** Import devices from a list (CSV or an Excel workbook) or a chassis hardware reply; a dry run shows each row’s fate */
  "device.import": {
    params: { account: string }
    query: { dryRun?: string; site?: string; parts?: string }
    body: undefined
    answer: { applied: boolean; counts: { add: number; change: number; same: number; refused: number }; rows: ({ line: number; fate: "add" | "change" | "same" | "refused"; serial: string | null; product: string; changes: ({ field: string; from: unknown; to: unknown })[]; problems: ({ column: string; found: string; expected: string; toDo: string; refuses: boolean })[] })[]; notes: (string)[]; more: number }
  }
  /** The text of a list: of a workbook its first sheet that holds something, of text whatever its encoding; nothing is kept */
  "list.read": {
    params: undefined
    query: undefined
    body: undefined
    answer: { text: string; notes: (string)[] }
  }
  /** Order a service; the answer is a contract or a refusal with clauses */
  "order.place": {
    params: { account: string }
    query: undefined
    body: { offering: string; channel: "direct" | "reseller" | "distributor" | "territory-reseller" | "operate-specialist"; method?: "price-list" | "FSC" | "ASC"; poNumber?: string; endUserName?: string; endUserAddress?: string; ownUse?: boolean; startsOn: string; endsOn: string; agreement?: { kind: "posted" | "signed"; name: string; version: string; vendorSignedOn?: string | null; customerSignedOn?: string | null; coversSupport?: boolean; leastMonths?: number | null } | null; coterm?: { agreementId: string; agreedOn: string; written: boolean } | null; documents?: ({ code: string; version?: string; vendorAgreedOn?: string | null; customerAgreedOn?: string | null })[]; addendum?: { id: string; serials: (string)[]; vendorSignedOn?: string | null; customerSignedOn?: string | null } | null; serials?: (string)[]; seller?: string | null }
    answer: { order: string | null; contract: string | null; decision: Decision; lines: ({ serial: string; verdict: "granted" | "refused" | "needs approval"; reasons: ({ rule: string; title: string; sentence: string; clauses: (string)[]; holds: boolean; weight: "refuse" | "approve" | "advise"; fact: string; found: string | number | boolean | null | (string)[]; expected: string | number | boolean | null | (string)[]; source: string; cure?: string })[] })[] }
  }
  /** How an order would be judged; stores nothing */
  "order.preview": {
    params: { account: string }
    query: undefined
    body: { offering: string; channel: "direct" | "reseller" | "distributor" | "territory-reseller" | "operate-specialist"; method?: "price-list" | "FSC" | "ASC"; poNumber?: string; endUserName?: string; endUserAddress?: string; ownUse?: boolean; startsOn: string; endsOn: string; agreement?: { kind: "posted" | "signed"; name: string; version: string; vendorSignedOn?: string | null; customerSignedOn?: string | null; coversSupport?: boolean; leastMonths?: number | null } | null; coterm?: { agreementId: string; agreedOn: string; written: boolean } | null; documents?: ({ code: string; version?: string; vendorAgreedOn?: string | null; customerAgreedOn?: string | null })[]; addendum?: { id: string; serials: (string)[]; vendorSignedOn?: string | null; customerSignedOn?: string | null } | null; serials?: (string)[]; seller?: string | null }
    answer: { order: string | null; contract: string | null; decision: Decision; lines: ({ serial: string; verdict: "granted" | "refused" | "needs approval"; reasons: ({ rule: string; title: string; sentence: string; clauses: (string)[]; holds: boolean; weight: "refuse" | "approve" | "advise"; fact: string; found: string | number | boolean | null | (string)[]; expected: string | number | boolean | null | (string)[]; source: string; cure?: string })[] })[] }
  }
  /** Orders that I may see, newest first; of one account or all */
  "order.list": {
    params: undefined
    query: { limit?: number; cursor?: string; account?: string }
    body: undefined
    answer: { items: ({ account: string; number: string; offering: string; channel: string; startsOn: string; endsOn: string; outcome: string; contract: string | null; decision: string; placedBy: string; at: string; serials: number })[]; next: string | null }
  }
  /** Contracts of an account */
  "contract.list": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { items: ({ number: string; kind: "service" | "base"; service: string; offeringVersion: number | null; state: "pending" | "active" | "cancelled"; activatedOn: string | null; startsOn: string; endsOn: string; poNumber: string; endUserName: string; endUserAddress: string; territory: string | null; agreement: { kind: "posted" | "signed"; name: string; version: string; vendorSignedOn: string | null; customerSignedOn: string | null; coversSupport: boolean; leastMonths: number | null } | null; licenceText?: { name: string; address: string }; documents: ({ code: string; version: string; vendorAgreedOn: string | null; customerAgreedOn: string | null })[]; advisor: { name: string; theatre: "AMERICAS" | "EMEA" | "APAC"; zone: string; personId?: string } | null; renews: boolean; version: number; devices: number })[] }
  }
  /** One contract with its devices */
  "contract.read": {
    params: { account: string; contract: string }
    query: undefined
    body: undefined
    answer: { number: string; kind: "service" | "base"; service: string; offeringVersion: number | null; state: "pending" | "active" | "cancelled"; activatedOn: string | null; startsOn: string; endsOn: string; poNumber: string; endUserName: string; endUserAddress: string; territory: string | null; agreement: { kind: "posted" | "signed"; name: string; version: string; vendorSignedOn: string | null; customerSignedOn: string | null; coversSupport: boolean; leastMonths: number | null } | null; licenceText?: { name: string; address: string }; documents: ({ code: string; version: string; vendorAgreedOn: string | null; customerAgreedOn: string | null })[]; advisor: { name: string; theatre: "AMERICAS" | "EMEA" | "APAC"; zone: string; personId?: string } | null; renews: boolean; version: number; lines: ({ serial: string; product: string; startsOn: string; endsOn: string; suspendedOn: string | null; suspendedReason: string | null })[] }
  }
  /** Activate a pending contract */
  "contract.activate": {
    params: { account: string; contract: string }
    query: undefined
    body: { agreement?: { kind: "posted" | "signed"; name: string; version: string; vendorSignedOn?: string | null; customerSignedOn?: string | null; coversSupport?: boolean; leastMonths?: number | null }; documents?: ({ code: string; version?: string; vendorAgreedOn?: string | null; customerAgreedOn?: string | null })[]; advisor?: { name: string; theatre: "AMERICAS" | "EMEA" | "APAC"; zone: string; personId?: string } }
    answer: { contract: Contract; decision: Decision }
  }
  /** Record a base contract or subscription over devices */
  "contract.record": {
    params: { account: string }
    query: undefined
    body: { type: "juniper-care" | "advanced-partner-support" | "advanced-end-user-support" | "subscription"; startsOn: string; endsOn: string; serials: (string)[]; poNumber?: string; territory?: string | null }
    answer: Contract
  }
  /** End a contract early */
  "contract.end": {
    params: { account: string; contract: string }
    query: undefined
    body: { on: string; reason: string }
    answer: Contract
  }
  /** Add devices by an amending purchase order */
  "contract.amend": {
    params: { account: string; contract: string }
    query: undefined
    body: { serials: (string)[]; poNumber: string; startsOn: string }
    answer: { lines: ({ serial: string; verdict: "granted" | "refused" | "needs approval"; reasons: ({ rule: string; title: string; sentence: string; clauses: (string)[]; holds: boolean; weight: "refuse" | "approve" | "advise"; fact: string; found: string | number | boolean | null | (string)[]; expected: string | number | boolean | null | (string)[]; source: string; cure?: string })[] })[] }
  }
  /** Suspend or resume the cover of one device */
  "cover.suspend": {
    params: { account: string; contract: string; serial: string }
    query: undefined
    body: { on: string | null; reason?: string }
    answer: { done: true }
  }
  /** How often each clause spoke in the decisions I may see, and in how many refusals */
  "decision.by-clause": {
    params: undefined
    query: undefined
    body: undefined
    answer: { items: ({ clause: string; spoke: number; refused: number })[] }
  }
  /** Decisions I may see, newest first; by clause, verdict or account */
  "decision.list": {
    params: undefined
    query: { limit?: number; cursor?: string; clause?: string; verdict?: "granted" | "refused" | "needs approval"; account?: string }
    body: undefined
    answer: { items: ({ id: string; account: string; at: string; actor: string; act: string; verdict: "granted" | "refused" | "needs approval"; offering: string | null; subject: string; decidedBy: (string)[] })[]; next: string | null }
  }
  /** One decision with its reasons */
  "decision.read": {
    params: { account: string; decision: string }
    query: undefined
    body: undefined
    answer: Decision
  }
  /** What would be decided; stores nothing */
  "decision.preview": {
    params: { account: string }
    query: undefined
    body: { act?: "case.open" | "service.ask"; kind?: "tech" | "admin"; device?: string | null; priority?: "P1" | "P2" | "P3" | "P4"; channel?: "phone" | "web" | "api" | "automation" | "email"; release?: string; confirmations?: (string)[]; ask?: string; person?: string; at?: string }
    answer: { id: string | null; at: string; verdict: "granted" | "refused" | "needs approval"; act: string; onDate: string; offering: string | null; offeringVersion: number | null; contract: string | null; reasons: ({ rule: string; title: string; sentence: string; clauses: (string)[]; holds: boolean; weight: "refuse" | "approve" | "advise"; fact: string; found: string | number | boolean | null | (string)[]; expected: string | number | boolean | null | (string)[]; source: string; cure?: string })[]; decidedBy: (string)[]; policies: ({ id: string; key: string; value: unknown; effectiveFrom: string; author: string })[]; cures: (string)[]; candidates: ({ contract: string; offering: string; verdict: string; wins: boolean; why: string })[]; alternatives: ({ offering: string; why: string; clauses: (string)[] })[]; queue: "expert" | "standard" | "customer-care"; contacts: ({ part: "partner" | "sales manager" | "business manager"; name: string; reach: string })[] }
  }
  /** Judge a stored decision again from its own facts, as of its date */
  "decision.replay": {
    params: { account: string; decision: string }
    query: undefined
    body: undefined
    answer: { same: boolean; before: Decision; again: Decision }
  }
  /** Devices with what covers them, and if nothing does, why */
  "cover.list": {
    params: { account: string }
    query: { limit?: number; cursor?: string; query?: string; on?: string; device?: string }
    body: undefined
    answer: { items: ({ serial: string; host: string; product: string; status: string; covered: boolean; covers: ({ contract: string; offering: string; covered: boolean; from: string; until: string; why: ({ rule: string; title: string; sentence: string; clauses: (string)[]; holds: boolean; weight: "refuse" | "approve" | "advise"; fact: string; found: string | number | boolean | null | (string)[]; expected: string | number | boolean | null | (string)[]; source: string; cure?: string })[] })[] })[]; next: string | null }
  }
  /** What covers one device, and why not */
  "cover.read": {
    params: { account: string; serial: string }
    query: { on?: string }
    body: undefined
    answer: { serial: string; host: string; product: string; status: string; covered: boolean; covers: ({ contract: string; offering: string; covered: boolean; from: string; until: string; why: ({ rule: string; title: string; sentence: string; clauses: (string)[]; holds: boolean; weight: "refuse" | "approve" | "advise"; fact: string; found: string | number | boolean | null | (string)[]; expected: string | number | boolean | null | (string)[]; source: string; cure?: string })[] })[] }
  }
  /** End a contact's part, with a replacement in the same step if one is given */
  "contact.end": {
    params: { account: string; contact: string }
    query: undefined
    body: { replacement?: string }
    answer: { contact: string | null; decision: Decision | null }
  }
  /** Grant a certified expert the access asked for */
  "expert.grant": {
    params: { account: string; contact: string }
    query: undefined
    body: undefined
    answer: { contact: string | null; decision: Decision | null }
  }
  /** Open a case; refused with the decision when no contract covers it */
  "case.open": {
    params: { account: string }
    query: undefined
    body: { kind?: "tech" | "admin"; summary: string; description?: string; device?: string | null; priority: "P1" | "P2" | "P3" | "P4"; channel?: "phone" | "web" | "api" | "automation" | "email"; impact?: string; customerReference?: string; release?: string; confirmations?: (string)[]; reportedAt?: string; requester?: string; approval?: string }
    answer: { number: string; account: string; accountName: string; kind: "tech" | "admin"; summary: string; priority: "P1" | "P2" | "P3" | "P4"; state: "new" | "working" | "waiting-customer" | "waiting-provider" | "resolved" | "closed"; nextStep: string; queue: "expert" | "standard" | "customer-care"; channel: string; serial: string | null; product: string | null; offering: string | null; contract: string | null; customerReference: string; requester: string | null; owner: string | null; ownerId: string | null; reportedAt: string; createdAt: string; updatedAt: string; dueAt: string | null; respondedAt: string | null; response: "running" | "met" | "missed" | "none"; escalatedAt: string | null; closedAt: string | null; version: number; decision: string; requesterEmail: string | null; requesterPhone: string | null; clock: ResponseClock; timeline: (CaseEvent)[]; attachments: (Attachment)[]; rmas: (Rma)[]; links: ({ number: string; summary: string; kind: string; state: string })[]; watchers: ({ id: string; name: string; side: "customer" | "partner" | "provider" })[]; watching: boolean; playbook: ({ code: string; title: string; clauses: (string)[]; as: "open" | "done" | "skipped"; by: string | null; at: string | null; text: string })[]; specialist: { name: string; since: string } | null; guide: { version: string; url: string | null; meaning: string } | null; language: { title: string; clauses: (string)[] } | null; outcome: { asked: boolean; clauses: (string)[]; said: boolean; outage: string | null }; toInstall: ({ version: string; unit: string; dueOn: string; daysOverdue: number; clauses: (string)[] })[]; impact: { asked: boolean; clauses: (string)[]; text: string }; missReason: string | null; moves: ({ move: "start" | "wait-customer" | "wait-provider" | "resolve" | "agree" | "close-agreed" | "withdraw" | "refuse" | "reopen"; title: string; needs: "nothing" | "reason" | "agreed-by" })[]; decided: Decision }
  }
  /** Cases I may see, newest first or oldest first; searched by number, reference, serial, person and words, mistyped ones too */
  "case.list": {
    params: undefined
    query: { limit?: number; cursor?: string; open?: string; priority?: "P1" | "P2" | "P3" | "P4"; state?: "new" | "working" | "waiting-customer" | "waiting-provider" | "resolved" | "closed"; queue?: "expert" | "standard" | "customer-care"; device?: string; mine?: string; response?: "running" | "met" | "missed" | "none"; lateOver?: number; lateUpTo?: number; answered?: string; openedFrom?: string; openedBefore?: string; closedFrom?: string; closedBefore?: string; weekday?: number; hourFrom?: number; hourTo?: number; zone?: string; missedWhy?: "nobody-took-it" | "nobody-reached-out" | "did-not-count"; unexplained?: string; query?: string; account?: string; oldest?: string }
    body: undefined
    answer: { items: (CaseSummary)[]; next: string | null; instead: ({ word: string; words: (string)[] })[] }
  }
  /** Open cases of every account, by what is due next */
  "queue.list": {
    params: undefined
    query: { limit?: number; cursor?: string; open?: string; priority?: "P1" | "P2" | "P3" | "P4"; state?: "new" | "working" | "waiting-customer" | "waiting-provider" | "resolved" | "closed"; queue?: "expert" | "standard" | "customer-care"; device?: string; mine?: string; response?: "running" | "met" | "missed" | "none"; lateOver?: number; lateUpTo?: number; answered?: string; openedFrom?: string; openedBefore?: string; closedFrom?: string; closedBefore?: string; weekday?: number; hourFrom?: number; hourTo?: number; zone?: string; missedWhy?: "nobody-took-it" | "nobody-reached-out" | "did-not-count"; unexplained?: string; query?: string; lens?: "all" | "at-risk" | "mine" | "team" | "unassigned" | "waiting" | "escalated"; order?: "due" | "priority" | "oldest" | "newest" | "updated" }
    body: undefined
    answer: { items: (CaseSummary)[]; next: string | null }
  }
  /** One case with its timeline and its clock */
  "case.read": {
    params: { account: string; case: string }
    query: undefined
    body: undefined
    answer: Case
  }
  /** Write to the other side */
  "case.message": {
    params: { account: string; case: string }
    query: undefined
    body: { text: string }
    answer: Case
  }
  /** Write an internal note; colleagues who are named hear of it and watch the case from then on */
  "case.note": {
    params: { account: string; case: string }
    query: undefined
    body: { text: string; mentions?: (string)[] }
    answer: Case
  }
  /** Log that you reached out; the first that counts stops the clock */
  "case.respond": {
    params: { account: string; case: string }
    query: undefined
    body: { medium: "phone" | "voicemail" | "email"; at?: string; numberLeft?: boolean; text?: string }
    answer: Case
  }
  /** Record that the mail of a contact came back */
  "case.bounce": {
    params: { account: string; case: string }
    query: undefined
    body: { contact: string }
    answer: Case
  }
  /** Change the priority */
  "case.priority": {
    params: { account: string; case: string }
    query: undefined
    body: { priority: "P1" | "P2" | "P3" | "P4"; reason: string }
    answer: Case
  }
  /** Ask for another priority */
  "case.ask-priority": {
    params: { account: string; case: string }
    query: undefined
    body: { priority: "P1" | "P2" | "P3" | "P4"; reason: string }
    answer: Case
  }
  /** Move the case through its states */
  "case.move": {
    params: { account: string; case: string }
    query: undefined
    body: { move: "start" | "wait-customer" | "wait-provider" | "resolve" | "agree" | "close-agreed" | "withdraw" | "refuse" | "reopen"; reason?: string; agreedBy?: string; impact?: string }
    answer: Case
  }
  /** Take the case, hand it over or put it back */
  "case.assign": {
    params: { account: string; case: string }
    query: undefined
    body: { to: string | null; reason?: string }
    answer: Case
  }
  /** Set the customer's own reference */
  "case.reference": {
    params: { account: string; case: string }
    query: undefined
    body: { reference: string }
    answer: Case
  }
  /** Link to another case of the account */
  "case.link": {
    params: { account: string; case: string }
    query: undefined
    body: { other: string; as?: "related" | "duplicate" | "caused-by" }
    answer: Case
  }
  /** How many open cases each lens of the queue shows */
  "queue.counts": {
    params: undefined
    query: undefined
    body: undefined
    answer: { all: number; "at-risk": number; mine: number; team: number; unassigned: number; waiting: number; escalated: number }
  }
  /** Take, hand over, move or prioritise several cases; each is done or says why not */
  "queue.act": {
    params: undefined
    query: undefined
    body: { acts: ({ case: string; version: number; act: { kind: "assign"; to: string | null; reason?: string } | { kind: "move"; move: "start" | "wait-customer" | "wait-provider" | "resolve" | "agree" | "close-agreed" | "withdraw" | "refuse" | "reopen"; reason?: string; agreedBy?: string } | { kind: "priority"; priority: "P1" | "P2" | "P3" | "P4"; reason: string } })[] }
    answer: { items: ({ case: string; done: boolean; version?: number; before?: { state: "new" | "working" | "waiting-customer" | "waiting-provider" | "resolved" | "closed"; priority: "P1" | "P2" | "P3" | "P4"; ownerId: string | null }; problem?: { title: string; status: number; found?: string; expected?: string; toDo?: string } })[] }
  }
  /** My views of the queue and those of my teams */
  "view.list": {
    params: undefined
    query: undefined
    body: undefined
    answer: { items: ({ id: string; name: string; team: string | null; owner: string; picks: Record<string, string>; columns: (string)[]; version: number; editable: boolean })[] }
  }
  /** Keep a view of the queue, for myself or for a team of mine */
  "view.save": {
    params: undefined
    query: undefined
    body: { name: string; picks: Record<string, string>; columns?: (string)[]; team?: "frontline-tac" | "senior-tac" | "escalation-desk" | "advisors" | "service-managers" | "engineers" | "customer-care" | "contracts" | "finance" | "management" | null }
    answer: { id: string; name: string; team: string | null; owner: string; picks: Record<string, string>; columns: (string)[]; version: number; editable: boolean }
  }
  /** How many cases each of my views shows now, counted up to a thousand */
  "view.counts": {
    params: undefined
    query: undefined
    body: undefined
    answer: { items: ({ id: string; count: number | null; more: boolean })[] }
  }
  /** Change a view of mine or of my team */
  "view.change": {
    params: { view: string }
    query: undefined
    body: { name: string; picks: Record<string, string>; columns?: (string)[] }
    answer: { id: string; name: string; team: string | null; owner: string; picks: Record<string, string>; columns: (string)[]; version: number; editable: boolean }
  }
  /** Remove a view of mine or of my team */
  "view.remove": {
    params: { view: string }
    query: undefined
    body: undefined
    answer: unknown
  }
  /** Close the case as part of another open case of the account */
  "case.merge": {
    params: { account: string; case: string }
    query: undefined
    body: { other: string; reason?: string }
    answer: Case
  }
  /** Hear of everything public that happens on a case, oneself or a colleague */
  "case.watch": {
    params: { account: string; case: string }
    query: undefined
    body: { who?: string }
    answer: Case
  }
  /** Hear of a case no more, oneself ("me") or a colleague */
  "case.unwatch": {
    params: { account: string; case: string; watcher: "me" | string }
    query: undefined
    body: undefined
    answer: Case
  }
  /** Name the specialist who owns this one case for its customer */
  "case.name-specialist": {
    params: { account: string; case: string }
    query: undefined
    body: { to: string; reason?: string }
    answer: Case
  }
  /** End the part of the specialist: with the case resolved, or with the written word of the customer */
  "case.release-specialist": {
    params: { account: string; case: string }
    query: undefined
    body: { reason: string; withdrawnBy?: string }
    answer: Case
  }
  /** Open a case of its own for another question that the customer asked on this one; its clock runs from when it was asked */
  "case.split": {
    params: { account: string; case: string }
    query: undefined
    body: { seq: number; summary: string; priority: "P1" | "P2" | "P3" | "P4"; kind?: "tech" | "admin"; device?: string; confirmations?: (string)[]; approval?: string }
    answer: { number: string; account: string; accountName: string; kind: "tech" | "admin"; summary: string; priority: "P1" | "P2" | "P3" | "P4"; state: "new" | "working" | "waiting-customer" | "waiting-provider" | "resolved" | "closed"; nextStep: string; queue: "expert" | "standard" | "customer-care"; channel: string; serial: string | null; product: string | null; offering: string | null; contract: string | null; customerReference: string; requester: string | null; owner: string | null; ownerId: string | null; reportedAt: string; createdAt: string; updatedAt: string; dueAt: string | null; respondedAt: string | null; response: "running" | "met" | "missed" | "none"; escalatedAt: string | null; closedAt: string | null; version: number; decision: string; requesterEmail: string | null; requesterPhone: string | null; clock: ResponseClock; timeline: (CaseEvent)[]; attachments: (Attachment)[]; rmas: (Rma)[]; links: ({ number: string; summary: string; kind: string; state: string })[]; watchers: ({ id: string; name: string; side: "customer" | "partner" | "provider" })[]; watching: boolean; playbook: ({ code: string; title: string; clauses: (string)[]; as: "open" | "done" | "skipped"; by: string | null; at: string | null; text: string })[]; specialist: { name: string; since: string } | null; guide: { version: string; url: string | null; meaning: string } | null; language: { title: string; clauses: (string)[] } | null; outcome: { asked: boolean; clauses: (string)[]; said: boolean; outage: string | null }; toInstall: ({ version: string; unit: string; dueOn: string; daysOverdue: number; clauses: (string)[] })[]; impact: { asked: boolean; clauses: (string)[]; text: string }; missReason: string | null; moves: ({ move: "start" | "wait-customer" | "wait-provider" | "resolve" | "agree" | "close-agreed" | "withdraw" | "refuse" | "reopen"; title: string; needs: "nothing" | "reason" | "agreed-by" })[]; decided: Decision }
  }
  /** A step of the playbook is done, or not needed for a reason, or open again; among staff */
  "case.step": {
    params: { account: string; case: string }
    query: undefined
    body: { step: string; as?: "done" | "skipped" | "open"; text?: string }
    answer: Case
  }
  /** My text blocks and those of my teams */
  "text-block.list": {
    params: undefined
    query: undefined
    body: undefined
    answer: { items: ({ id: string; title: string; text: string; team: string | null; owner: string; version: number; editable: boolean })[] }
  }
  /** Keep a text block, for myself or for a team of mine */
  "text-block.save": {
    params: undefined
    query: undefined
    body: { title: string; text: string; team?: "frontline-tac" | "senior-tac" | "escalation-desk" | "advisors" | "service-managers" | "engineers" | "customer-care" | "contracts" | "finance" | "management" | null }
    answer: { id: string; title: string; text: string; team: string | null; owner: string; version: number; editable: boolean }
  }
  /** Change a text block of mine or of my team */
  "text-block.change": {
    params: { block: string }
    query: undefined
    body: { title: string; text: string }
    answer: { id: string; title: string; text: string; team: string | null; owner: string; version: number; editable: boolean }
  }
  /** Remove a text block of mine or of my team */
  "text-block.remove": {
    params: { block: string }
    query: undefined
    body: undefined
    answer: unknown
  }
  /** Hand-overs that wait for my answer, and those of mine that wait for somebody else’s */
  "hand-over.waiting": {
    params: undefined
    query: undefined
    body: undefined
    answer: { items: (HandOver)[] }
  }
  /** Hand-overs of a case, newest first; among staff */
  "hand-over.list": {
    params: { account: string; case: string }
    query: undefined
    body: undefined
    answer: { items: (HandOver)[] }
  }
  /** Offer what one has of a case to a colleague; nothing changes hands until it is accepted */
  "hand-over.offer": {
    params: { account: string; case: string }
    query: undefined
    body: { to: string; situation: string; nextStep: string; promised?: string; promisedAt?: string }
    answer: HandOver
  }
  /** Take over what was offered */
  "hand-over.accept": {
    params: { account: string; case: string; handover: string }
    query: undefined
    body: Record<string, unknown>
    answer: HandOver
  }
  /** Say no to a hand-over, with the reason */
  "hand-over.decline": {
    params: { account: string; case: string; handover: string }
    query: undefined
    body: { reason: string }
    answer: HandOver
  }
  /** Take back what one offered */
  "hand-over.withdraw": {
    params: { account: string; case: string; handover: string }
    query: undefined
    body: Record<string, unknown>
    answer: HandOver
  }
  /** What stands beside a case: other open ones, open escalations, published records about its device, and for staff what rings and is being handed over */
  "case.beside": {
    params: { account: string; case: string }
    query: undefined
    body: undefined
    answer: { open: (CaseSummary)[]; escalations: (EscalationRequest)[]; ringing: ({ id: string; case: string; account: string; summary: string; priority: string; team: string; reason: string; startedAt: string; state: "ringing" | "acknowledged" | "unanswered" | "over"; calls: ({ name: string; at: string })[]; acknowledgedAt: string | null; acknowledgedBy: string | null })[]; handOvers: (HandOver)[]; advisories: ({ key: string; number: string; kind: "JSA" | "PBN" | "TSB"; title: string; severity: "critical" | "high" | "medium" | "low" | "none"; exploited: boolean; verdict: "affected" | "unknown"; fix: string | null })[] }
  }
  /** What I began to write on a case */
  "draft.read": {
    params: { account: string; case: string }
    query: undefined
    body: undefined
    answer: { reply: string; note: string; savedAt: string | null }
  }
  /** Keep what I began to write; an empty text removes it, sending does too */
  "draft.keep": {
    params: { account: string; case: string }
    query: undefined
    body: { kind: "reply" | "note"; text: string }
    answer: { reply: string; note: string; savedAt: string | null }
  }
  /** Open a return */
  "rma.open": {
    params: { account: string; case: string }
    query: undefined
    body: { device: string; reason: string; shipTo?: string }
    answer: Case
  }
  /** Move a return on; a replacement takes over the cover */
  "rma.move": {
    params: { account: string; case: string }
    query: undefined
    body: { number: string; state: "requested" | "approved" | "shipped" | "received" | "closed" | "cancelled"; replacement?: string | null }
    answer: Case
  }
  /** Access that was asked for on a case, who granted it, and the sessions on it */
  "case.access": {
    params: { account: string; case: string }
    query: undefined
    body: undefined
    answer: { clauses: (string)[]; access: ({ request: number; level: "read" | "configure"; what: string; environment: string; devices: (string)[]; reason: "performance" | "efficiency" | "legal"; why: string; wantedFrom: string; wantedTo: string; askedBy: string; askedAt: string; state: "asked" | "granted" | "declined" | "withdrawn" | "revoked" | "ended"; grantedLevel: "read" | "configure" | null; from: string | null; to: string | null; answeredBy: string | null; answeredAt: string | null; answer: string; endedBy: string | null; endedAt: string | null; endedWhy: string; holds: boolean; whyNot: string })[]; sessions: ({ session: number; request: number; level: "read" | "configure"; engineer: string; mine: boolean; location: string; exception: string; join: string; announcedAt: string; for: string; told: (string)[]; startedAt: string | null; endedAt: string | null; endedBy: "engineer" | "revoked" | "grant-ended" | "called-off" | null; done: string; observers: (string)[]; log: ({ at: string; by: string; text: string })[] })[]; places: ({ code: string; title: string })[]; may: { ask: boolean; grant: boolean; observe: boolean } }
  }
  /** Ask the customer for access to its network; the case waits for the answer */
  "case.access-ask": {
    params: { account: string; case: string }
    query: undefined
    body: { level: "read" | "configure"; environment?: string; devices?: (string)[]; reason?: "performance" | "efficiency" | "legal"; why: string; from?: string; to: string }
    answer: Case
  }
  /** Grant access for the customer, from an instant to another; level and time may be narrowed */
  "case.access-grant": {
    params: { account: string; case: string }
    query: undefined
    body: { request: number; level?: "read" | "configure"; from?: string; to?: string; text?: string }
    answer: Case
  }
  /** Decline access for the customer, with the reason */
  "case.access-decline": {
    params: { account: string; case: string }
    query: undefined
    body: { request: number; reason: string }
    answer: Case
  }
  /** Revoke access at once; what runs on it ends */
  "case.access-revoke": {
    params: { account: string; case: string }
    query: undefined
    body: { request: number; reason: string }
    answer: Case
  }
  /** Say that access is not needed any more */
  "case.access-withdraw": {
    params: { account: string; case: string }
    query: undefined
    body: { request: number; reason: string }
    answer: Case
  }
  /** Announce a session to the contacts of the customer, with how to watch it */
  "case.session-announce": {
    params: { account: string; case: string }
    query: undefined
    body: { request: number; level?: "read" | "configure"; at?: string; location: string; exception?: string; join: string }
    answer: Case
  }
  /** Start a session that was announced */
  "case.session-start": {
    params: { account: string; case: string }
    query: undefined
    body: { session: number }
    answer: Case
  }
  /** Write a line of work in a session that runs */
  "case.session-log": {
    params: { account: string; case: string }
    query: undefined
    body: { session: number; text: string }
    answer: Case
  }
  /** Say who watches a session for the customer */
  "case.session-observe": {
    params: { account: string; case: string }
    query: undefined
    body: { session: number; who?: string }
    answer: Case
  }
  /** End a session, with what was done */
  "case.session-end": {
    params: { account: string; case: string }
    query: undefined
    body: { session: number; done: string }
    answer: Case
  }
  /** What the customer was asked for on a case, and for how long it waited */
  "case.asked": {
    params: { account: string; case: string }
    query: undefined
    body: undefined
    answer: { items: ({ item: number; kind: "configurations" | "servers" | "equipment" | "infrastructure" | "logs" | "information" | "resources" | "execution" | "consent" | "cooperation" | "technical-contact"; title: string; what: string; reason: "performance" | "efficiency" | "legal"; clauses: (string)[]; dueOn: string; overdue: boolean; askedBy: string; askedAt: string; state: "open" | "received" | "dropped"; answer: string; attachment: string | null; closedBy: string | null; closedAt: string | null; days: number })[]; waitingFor: string; waitedMs: number; technicalContact: { named: boolean; waits: boolean; clauses: (string)[]; toDo: string } | null; kinds: ({ kind: "configurations" | "servers" | "equipment" | "infrastructure" | "logs" | "information" | "resources" | "execution" | "consent" | "cooperation"; title: string; clauses: (string)[] })[]; may: { ask: boolean; give: boolean } }
  }
  /** Ask the customer for something that the work needs; the case waits until it is there */
  "case.ask": {
    params: { account: string; case: string }
    query: undefined
    body: { kind: "configurations" | "servers" | "equipment" | "infrastructure" | "logs" | "information" | "resources" | "execution" | "consent" | "cooperation"; what: string; reason?: "performance" | "efficiency" | "legal"; dueOn: string }
    answer: Case
  }
  /** Give what was asked for: words, or a file that is attached to the case */
  "case.give": {
    params: { account: string; case: string }
    query: undefined
    body: { item: number; text?: string; attachment?: string | null }
    answer: Case
  }
  /** Say that something is not needed any more */
  "case.drop-ask": {
    params: { account: string; case: string }
    query: undefined
    body: { item: number; reason: string }
    answer: Case
  }
  /** Parts of a case that are not served, with clause and evidence, and claims that were answered */
  "case.exclusions": {
    params: { account: string; case: string }
    query: undefined
    body: undefined
    answer: { items: ({ part: number; what: string; code: string; title: string; how: "decline" | "charge"; evidence: string; clauses: (string)[]; state: "marked" | "confirmed" | "not-confirmed" | "disputed" | "upheld" | "lifted" | "accepted"; stands: boolean; markedBy: string; markedAt: string; mine: boolean; decidedBy: string | null; decision: string; disputedBy: string | null; dispute: string; settledBy: string | null; settlement: string })[]; claims: ({ at: string; by: string; claim: string; text: string; answer: string; clauses: (string)[] })[]; choices: ({ code: string; title: string; clauses: (string)[]; evidence: ("component" | "document" | "change")[]; mayBeCharged: boolean })[]; claimKinds: (string)[]; may: { mark: boolean; decide: boolean; dispute: boolean; claim: boolean } }
  }
  /** Mark a part of a case as not served, with a code of its service and evidence; a manager confirms */
  "case.exclude": {
    params: { account: string; case: string }
    query: undefined
    body: { code: string; part: string; how?: "decline" | "charge"; component?: string; document?: string; section?: string; modifiedBy?: "" | "end-user" | "third-party"; modifiedOn?: string | ""; text?: string }
    answer: Case
  }
  /** Confirm as a manager that a part is not served, or say why it is */
  "case.exclude-confirm": {
    params: { account: string; case: string }
    query: undefined
    body: { part: number; confirm: boolean; reason?: string }
    answer: Case
  }
  /** Dispute for the customer that a part is not served */
  "case.exclude-dispute": {
    params: { account: string; case: string }
    query: undefined
    body: { part: number; reason: string }
    answer: Case
  }
  /** Settle a dispute as a manager, or have a part served all the same */
  "case.exclude-settle": {
    params: { account: string; case: string }
    query: undefined
    body: { part: number; as: "upheld" | "lifted" | "accepted"; reason: string }
    answer: Case
  }
  /** Make a claim; one that the service leaves out is answered with its clause */
  "case.claim": {
    params: { account: string; case: string }
    query: undefined
    body: { claim: string; text: string }
    answer: Case
  }
  /** Rates, time and charges of a case that is worked on at rates */
  "case.charging": {
    params: { account: string; case: string }
    query: undefined
    body: undefined
    answer: { charged: boolean; rates: ({ currency: string; hourAmount: number; from: string })[]; accepted: { currency: string; hourAmount: number; from: string; by: string; at: string } | null; entries: ({ entry: number; from: string; to: string; what: string; engineer: string; told: (string)[]; toldAt: string; lines: ({ day: string; minutes: number; hourAmount: number; rateFrom: string; amount: number; currency: string })[]; amount: number; charged: boolean })[]; lines: ({ line: number; case: string | null; request: string | null; entry: number | null; kind: "charge" | "counter"; day: string; minutes: number | null; hourAmount: number | null; rateFrom: string | null; amount: number; currency: string; clauses: (string)[]; by: string; proposedBy: string | null; at: string; counters: number | null; counteredBy: number | null; reason: string })[]; may: { accept: boolean; log: boolean; bill: boolean } }
  }
  /** Accept the rates in force for the customer, before any work is charged */
  "case.accept-rates": {
    params: { account: string; case: string }
    query: undefined
    body: { currency: string; hourAmount: number }
    answer: Case
  }
  /** Write down time that is charged; the customer is told what it comes to */
  "case.log-time": {
    params: { account: string; case: string }
    query: undefined
    body: { from: string; to: string; what: string }
    answer: Case
  }
  /** Charge the time of a case that was told and not charged yet */
  "charge.bill": {
    params: { account: string; case: string }
    query: undefined
    body: Record<string, unknown>
    answer: { lines: ({ line: number; case: string | null; request: string | null; entry: number | null; kind: "charge" | "counter"; day: string; minutes: number | null; hourAmount: number | null; rateFrom: string | null; amount: number; currency: string; clauses: (string)[]; by: string; proposedBy: string | null; at: string; counters: number | null; counteredBy: number | null; reason: string })[] }
  }
  /** Take a line back by a counter entry */
  "charge.correct": {
    params: { account: string }
    query: undefined
    body: { line: number; reason: string }
    answer: { line: number; case: string | null; request: string | null; entry: number | null; kind: "charge" | "counter"; day: string; minutes: number | null; hourAmount: number | null; rateFrom: string | null; amount: number; currency: string; clauses: (string)[]; by: string; proposedBy: string | null; at: string; counters: number | null; counteredBy: number | null; reason: string }
  }
  /** The statement of an account: what was charged, line by line */
  "charge.list": {
    params: { account: string }
    query: { limit?: number; cursor?: string }
    body: undefined
    answer: { items: ({ line: number; case: string | null; request: string | null; entry: number | null; kind: "charge" | "counter"; day: string; minutes: number | null; hourAmount: number | null; rateFrom: string | null; amount: number; currency: string; clauses: (string)[]; by: string; proposedBy: string | null; at: string; counters: number | null; counteredBy: number | null; reason: string })[]; next: string | null }
  }
  /** Say what became of a case: restored, a workaround, or a fix with its defect and its release */
  "case.outcome": {
    params: { account: string; case: string }
    query: undefined
    body: { outcome: "restored" | "workaround" | "fix"; trouble?: "issue" | "outage"; diagnosis: string; restoredAt?: string; defect?: string; release?: string; text?: string }
    answer: Case
  }
  /** End the efforts on a case that could not be solved, as a manager, with the reason and what was tried */
  "case.end-efforts": {
    params: { account: string; case: string }
    query: undefined
    body: { trouble?: "issue" | "outage"; diagnosis: string; reason: string; efforts: string }
    answer: Case
  }
  /** State what the case does to the business; the last word counts */
  "case.impact": {
    params: { account: string; case: string }
    query: undefined
    body: { impact: string }
    answer: Case
  }
  /** Say why the first response was missed; reports name it, and the customer reads it */
  "case.explain-miss": {
    params: { account: string; case: string }
    query: undefined
    body: { reason: string }
    answer: Case
  }
  /** Give a text of the customer back that is not in the language of the service, with the standard reason */
  "case.return-text": {
    params: { account: string; case: string }
    query: undefined
    body: { seq: number }
    answer: Case
  }
  /** Attach a file; it is streamed, hashed and never executed */
  "attachment.add": {
    params: { account: string; case: string }
    query: { visibility?: "public" | "internal" }
    body: undefined
    answer: Attachment
  }
  /** Download an attachment; it is served inert, with its secrets masked */
  "attachment.read": {
    params: { account: string; case: string; attachment: string }
    query: undefined
    body: undefined
    answer: string
  }
  /** Download an attachment with its secrets: with the password again and a reason, for the audit trail */
  "attachment.reveal": {
    params: { account: string; case: string; attachment: string }
    query: undefined
    body: { password?: string; code?: string; reason: string }
    answer: string
  }
  /** Begin to send a file in pieces, or find the same one that I began before; nobody else sees it until it is finished */
  "upload.begin": {
    params: { account: string; case: string }
    query: undefined
    body: { name: string; mediaType?: string; sizeBytes: number; visibility?: "public" | "internal"; mark?: string }
    answer: { id: string; name: string; mediaType: string; visibility: "public" | "internal"; sizeBytes: number; offset: number; pieceBytes: number; mark: string; begunAt: string; expiresAt: string }
  }
  /** Files that I began to send to a case and did not finish */
  "upload.list": {
    params: { account: string; case: string }
    query: undefined
    body: undefined
    answer: { items: ({ id: string; name: string; mediaType: string; visibility: "public" | "internal"; sizeBytes: number; offset: number; pieceBytes: number; mark: string; begunAt: string; expiresAt: string })[] }
  }
  /** Where a file that I began to send stands */
  "upload.read": {
    params: { account: string; case: string; upload: string }
    query: undefined
    body: undefined
    answer: { id: string; name: string; mediaType: string; visibility: "public" | "internal"; sizeBytes: number; offset: number; pieceBytes: number; mark: string; begunAt: string; expiresAt: string }
  }
  /** Add the next piece of a file, at the place where it stands */
  "upload.append": {
    params: { account: string; case: string; upload: string }
    query: { offset?: number; sha256?: string }
    body: undefined
    answer: { id: string; name: string; mediaType: string; visibility: "public" | "internal"; sizeBytes: number; offset: number; pieceBytes: number; mark: string; begunAt: string; expiresAt: string }
  }
  /** Discard a file that I began to send */
  "upload.cancel": {
    params: { account: string; case: string; upload: string }
    query: undefined
    body: undefined
    answer: { done: true }
  }
  /** Make a file whose pieces are all there an attachment; asked again, it answers the same */
  "upload.finish": {
    params: { account: string; case: string; upload: string }
    query: undefined
    body: { sha256?: string }
    answer: Attachment
  }
  /** The whole case as I may see it, with its files, as a zip archive */
  "case.export": {
    params: { account: string; case: string }
    query: undefined
    body: undefined
    answer: string
  }
  /** See what is masked in one event: with the password again and a reason, for the audit trail */
  "case.reveal": {
    params: { account: string; case: string }
    query: undefined
    body: { password?: string; code?: string; reason: string; event: number }
    answer: { kinds: (string)[]; raw: Record<string, unknown> }
  }
  /** A stream of server-sent events: which cases changed, and for staff who is at them */
  "live.read": {
    params: undefined
    query: undefined
    body: undefined
    answer: string
  }
  /** Tell colleagues that I am at this case, and what I do; believed for 45 seconds */
  "case.presence": {
    params: { account: string; case: string }
    query: undefined
    body: { doing: "viewing" | "replying" | "noting" | "away" | "gone"; window: string }
    answer: unknown
  }
  /** Take the configurations and answers to show commands of a file; secrets are masked before anything is kept */
  "device-data.take": {
    params: { account: string }
    query: { name: string; device?: string; batch?: string; dryRun?: string }
    body: undefined
    answer: { fates: ({ what: "configuration" | "answers" | "nothing"; fate: "new" | "changed" | "same" | "part" | "no device" | "not recognised"; serial: string | null; host: string; why: string; lines: number; masked: number; skipped: ({ line: number; what: string })[]; changes: (string)[]; answers: number; lost: number })[] }
  }
  /** Configurations of a device, newest first, without their text */
  "configuration.list": {
    params: { account: string; serial: string }
    query: undefined
    body: undefined
    answer: { items: ({ id: string; takenAt: string; takenBy: string; name: string; host: string; release: string; form: "brace" | "set" | "xml" | "json"; lines: number; masked: number; skipped: ({ line: number; what: string })[] })[] }
  }
  /** A configuration of a device, every secret masked; `newest` for the newest */
  "configuration.read": {
    params: { account: string; serial: string; configuration: "newest" | string }
    query: undefined
    body: undefined
    answer: { id: string; takenAt: string; takenBy: string; name: string; host: string; release: string; form: "brace" | "set" | "xml" | "json"; lines: number; masked: number; skipped: ({ line: number; what: string })[]; text: string }
  }
  /** What changed from an earlier configuration of a device to this one */
  "configuration.compare": {
    params: { account: string; serial: string; configuration: string }
    query: { from: string }
    body: undefined
    answer: { changes: (string)[] }
  }
  /** Readings in which a device answered, newest first, without their text */
  "reading.list": {
    params: { account: string; serial: string }
    query: undefined
    body: undefined
    answer: { items: ({ id: string; readAt: string; clock: "device" | "taken"; takenAt: string; takenBy: string; host: string; commands: (string)[] })[] }
  }
  /** What a device answered, every secret masked, with what became of each answer; `newest` for the newest */
  "reading.read": {
    params: { account: string; serial: string; reading: "newest" | string }
    query: undefined
    body: undefined
    answer: { id: string; readAt: string; clock: "device" | "taken"; takenAt: string; takenBy: string; host: string; commands: (string)[]; text: string; files: ({ name: string; line: number; lines: number })[]; answers: ({ kind: string; command: string | null; engine: string | null; line: number; outcome: "read" | "empty" | "refused" | "not-running" | "unread"; message: string | null; warnings: ({ line: number; message: string })[] })[] }
  }
  /** Every check of configurations and of health: what it looks at, why it matters, its source and its parameters */
  "check.list": {
    params: undefined
    query: undefined
    body: undefined
    answer: { items: ({ id: string; of: "configuration" | "health"; title: string; theme: "access" | "users" | "logging" | "time" | "snmp" | "control-plane" | "routing" | "interfaces" | "switching" | "security" | "housekeeping" | "consistency" | "engines" | "hardware" | "alarms" | "optics" | "redundancy"; severity: "high" | "medium" | "low"; needs: string; looksAt: (string)[]; why: string; source: (string)[]; parameters: Record<string, { kind: "number"; what: string; default: number; least: number; most: number } | { kind: "words"; what: string; default: (string)[] }> })[] }
  }
  /** What the checks find in the newest configuration of a device */
  "finding.list": {
    params: { account: string; serial: string }
    query: undefined
    body: undefined
    answer: { configuration: string | null; takenAt: string | null; report: { device: string | null; profile: string; results: ({ id: string; title: string; theme: "access" | "users" | "logging" | "time" | "snmp" | "control-plane" | "routing" | "interfaces" | "switching" | "security" | "housekeeping" | "consistency" | "engines" | "hardware" | "alarms" | "optics" | "redundancy"; severity: "high" | "medium" | "low"; outcome: "pass" | "finding" | "waived" | "not-applicable" | "not-judged"; findings: ({ what: string; place: { line: number; from: string | null; scope: string | null; statement: string; missing: string | null; only: string | null }; remedy: (string)[]; waived: { reason: string; until: string } | null })[]; more: number; why: string | null; seen: (string)[] })[]; summary: { outcomes: Record<string, number>; findings: Record<string, number> }; doubts: (string)[]; notes: (string)[] } | null }
  }
  /** Findings of an account by check, in configurations and in answers, and the devices with the worst configurations */
  "finding.counts": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { devices: ({ serial: string; product: string; takenAt: string; summary: { outcomes: Record<string, number>; findings: Record<string, number> } })[]; count: number; checks: ({ id: string; devices: number })[]; left: number }
  }
  /** By which profile an account is checked; as it was written */
  "check-profile.read": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { profile: unknown; changedBy: string | null; changedAt: string | null; version: number }
  }
  /** Write the profile of an account: which checks, with which values, what is accepted until when */
  "check-profile.write": {
    params: { account: string }
    query: undefined
    body: { profile: unknown }
    answer: { version: number }
  }
  /** What the configurations of an account come to by a profile that is being written; nothing is kept */
  "check-profile.preview": {
    params: { account: string }
    query: undefined
    body: { profile: unknown }
    answer: { configurations: number; readings: number; checks: ({ id: string; devices: number })[]; left: number }
  }
  /** What the health checks say of a device by its newest reading, or by the one that is named */
  "health.read": {
    params: { account: string; serial: string }
    query: { reading?: string }
    body: undefined
    answer: { reading: { id: string; readAt: string; clock: "device" | "taken" } | null; earlier: { id: string; readAt: string } | null; report: { device: string | null; profile: string; results: ({ id: string; title: string; theme: "access" | "users" | "logging" | "time" | "snmp" | "control-plane" | "routing" | "interfaces" | "switching" | "security" | "housekeeping" | "consistency" | "engines" | "hardware" | "alarms" | "optics" | "redundancy"; severity: "high" | "medium" | "low"; outcome: "pass" | "finding" | "waived" | "not-applicable" | "not-judged"; findings: ({ what: string; place: { line: number; from: string | null; scope: string | null; statement: string; missing: string | null; only: string | null }; remedy: (string)[]; waived: { reason: string; until: string } | null })[]; more: number; why: string | null; seen: (string)[] })[]; summary: { outcomes: Record<string, number>; findings: Record<string, number> }; doubts: (string)[]; notes: (string)[] } | null }
  }
  /** The health of the devices of an account by their newest readings: the worst of them, and what each check finds on how many */
  "health.counts": {
    params: { account: string }
    query: { query?: string }
    body: undefined
    answer: { devices: ({ serial: string; product: string; readAt: string; summary: { outcomes: Record<string, number>; findings: Record<string, number> } })[]; count: number; checks: ({ id: string; title: string; severity: "high" | "medium" | "low"; devices: number })[]; left: number }
  }
  /** What is otherwise in this reading of a device than in another one, such as before and after a change */
  "reading.compare": {
    params: { account: string; serial: string; reading: string }
    query: { from: string; percent?: number; count?: number }
    body: undefined
    answer: { device: string | null; changes: ({ verdict: "worse" | "better" | "changed"; facet: string; element: string; engine: string | null; command: string; lineBefore: number; lineAfter: number; before: string | null; after: string | null })[]; more: number; counts: Record<string, number>; looked: ({ facet: string; before: number; after: number })[]; notCompared: (string)[] }
  }
  /** Reviews of an account, newest first */
  "review.list": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { items: ({ number: string; kind: "PBNIR" | "PIIR" | "CACR" | "PHC"; state: "draft" | "released"; engineer: string; cutoff: string; madeBy: string; madeAt: string; releasedAt: string | null; devices: number; items: number; owed: string | null })[] }
  }
  /** Compute a review of devices as a draft: PBNIR of bug notifications, PIIR of everything published, CACR of configurations, PHC of what they answer */
  "review.make": {
    params: { account: string }
    query: undefined
    body: { kind: "PBNIR" | "PIIR" | "CACR" | "PHC"; devices?: (string)[]; engineer?: string }
    answer: Review
  }
  /** A review with what was computed and what was written */
  "review.read": {
    params: { account: string; review: string }
    query: undefined
    body: undefined
    answer: Review
  }
  /** Write on a draft: summary, assessments, recommendations, what is left out, the named engineer */
  "review.write": {
    params: { account: string; review: string }
    query: undefined
    body: { notes: { summary: string; items: Record<string, { assessment: string; recommendation: string; left: boolean }> }; engineer: string }
    answer: Review
  }
  /** Release a review to the customer; nobody changes it after that */
  "review.release": {
    params: { account: string; review: string }
    query: undefined
    body: undefined
    answer: Review
  }
  /** Record a talk with the customer on a review: the session on requirements before it, or the call that explains it after its release */
  "review.talk": {
    params: { account: string; review: string }
    query: undefined
    body: { kind: "requirements session" | "conference call"; heldAt: string; zone: string; engineer: string; ours: (string)[]; theirs: (string)[]; said: string; agreement?: string }
    answer: Review
  }
  /** Strike a talk that was recorded by mistake, with why; it stays and counts for nothing */
  "review.strike-talk": {
    params: { account: string; review: string; talk: string }
    query: undefined
    body: { why: string }
    answer: Review
  }
  /** A review as a document in Markdown */
  "review.document": {
    params: { account: string; review: string }
    query: undefined
    body: undefined
    answer: string
  }
  /** The contact matrix of both sides: as it is edited, as it was published, and what is missing or no longer true */
  "contact-matrix.read": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: ContactMatrix
  }
  /** Publish the contact matrix; refused while a part of it is missing (SSM-3.1.a5) */
  "contact-matrix.publish": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: ContactMatrix
  }
  /** Every contact matrix that was published, newest first */
  "contact-matrix.list": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { items: ({ number: number; publishedAt: string; publishedBy: string; parts: { customer: ({ personId: string | null; name: string; role: string; phone: string; email: string; hours: string })[]; provider: ({ personId: string | null; name: string; role: string; phone: string; email: string; hours: string })[] } })[] }
  }
  /** Write the escalation steps of one side anew; nothing is published by it */
  "contact-matrix.write": {
    params: { account: string; side: "customer" | "provider" }
    query: undefined
    body: { version: number; steps: ({ personId?: string | null; name?: string; role: string; phone?: string; email?: "" | string; hours?: string })[] }
    answer: ContactMatrix
  }
  /** Rounds in which both lists of devices were compared, newest first */
  "reconciliation.list": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { items: ({ number: number; listName: string; source: "list" | "feed"; readAt: string | null; openedAt: string; openedBy: string; compared: ("site" | "contract-level" | "product")[]; listed: number; held: number; same: number; differences: number; open: number; state: "open" | "agreed" | "withdrawn"; signed: { provider: { by: string; at: string } | null; customer: { by: string; at: string } | null }; closedAt: string | null })[] }
  }
  /** Compare a CSV list of the customer with what the provider holds; nothing is changed by it */
  "reconciliation.open": {
    params: { account: string }
    query: { name?: string }
    body: undefined
    answer: ReconciliationRound
  }
  /** One round: how much agrees, how much is open on which side, who signed, and what happened */
  "reconciliation.read": {
    params: { account: string; round: number }
    query: undefined
    body: undefined
    answer: ReconciliationRound
  }
  /** What differs, by serial: what each side says, who settles it, and how it was settled */
  "reconciliation.differences": {
    params: { account: string; round: number }
    query: { limit?: number; cursor?: string; field?: "not-held" | "not-listed" | "site" | "contract-level" | "product"; owner?: "customer" | "provider"; open?: string }
    body: undefined
    answer: { items: ({ id: string; serial: string; field: "not-held" | "not-listed" | "site" | "contract-level" | "product"; theirs: string; ours: string; owner: "customer" | "provider"; choices: ("take-theirs" | "keep-ours" | "not-a-device")[]; decision: "take-theirs" | "keep-ours" | "not-a-device" | "agrees" | null; reason: string; done: string; settledBy: string | null; settledAt: string | null })[]; next: string | null }
  }
  /** Settle differences of one's own side: the customer's list is right, the record is right, or there is no such device any more */
  "reconciliation.settle": {
    params: { account: string; round: number }
    query: undefined
    body: { differences: (string)[]; decision: "take-theirs" | "keep-ours" | "not-a-device"; reason?: string }
    answer: ReconciliationRound
  }
  /** Open a settled difference again; what was signed is signed anew */
  "reconciliation.reopen": {
    params: { account: string; round: number; difference: string }
    query: undefined
    body: { reason: string }
    answer: ReconciliationRound
  }
  /** Sign for one side that both lists agree; refused while something is open */
  "reconciliation.sign": {
    params: { account: string; round: number }
    query: undefined
    body: undefined
    answer: ReconciliationRound
  }
  /** Give a round up, such as one with the wrong list */
  "reconciliation.withdraw": {
    params: { account: string; round: number }
    query: undefined
    body: { reason: string }
    answer: ReconciliationRound
  }
  /** Keep a file for the account; requests, duties and meetings refer to it by its id */
  "document.add": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { id: string; name: string; mediaType: string; sizeBytes: number; sha256: string; keptBy: string; keptAt: string }
  }
  /** Download a document; it is served inert, with its secrets masked */
  "document.read": {
    params: { account: string; document: string }
    query: undefined
    body: undefined
    answer: string
  }
  /** Collectors of a roll-out: whose key, last used, the last feed, and whether they are silent */
  "collector.list": {
    params: { account: string; contract: string }
    query: undefined
    body: undefined
    answer: { quietHours: number; items: ({ id: string; name: string; keyStart: string; contact: string; madeBy: string; madeAt: string; revokedBy: string | null; revokedAt: string | null; lastUsedAt: string | null; feed: { feed: string; collector: string; source: string; readAt: string; receivedAt: string; listed: number; unreadLines: number; unread: ({ line: number; found: string; toDo: string })[]; late: boolean } | null; quietSince: string; silent: boolean })[] }
  }
  /** Make a collector with a key of its own, which is shown this once */
  "collector.add": {
    params: { account: string; contract: string }
    query: undefined
    body: { name: string; contact: string }
    answer: { collector: string; name: string; key: string }
  }
  /** Revoke the key of a collector for good; what it said of the devices counts no more */
  "collector.revoke": {
    params: { account: string; contract: string; collector: string }
    query: undefined
    body: undefined
    answer: { items: ({ id: string; name: string; keyStart: string; contact: string; madeBy: string; madeAt: string; revokedBy: string | null; revokedAt: string | null; lastUsedAt: string | null; feed: { feed: string; collector: string; source: string; readAt: string; receivedAt: string; listed: number; unreadLines: number; unread: ({ line: number; found: string; toDo: string })[]; late: boolean } | null; quietSince: string; silent: boolean })[] }
  }
  /** Send an inventory as CSV or JSON, as a collector; the newest reading counts, and the same one sent again changes nothing */
  "automation.feed": {
    params: { account: string; contract: string }
    query: { source: string; readAt: string }
    body: undefined
    answer: { feed: string; collector: string; source: string; readAt: string; receivedAt: string; listed: number; unreadLines: number; unread: ({ line: number; found: string; toDo: string })[]; late: boolean; same: boolean; round: number | null }
  }
  /** Inventories that came by automation, the last to arrive first */
  "automation.feeds": {
    params: { account: string; contract: string }
    query: undefined
    body: undefined
    answer: { items: ({ feed: string; collector: string; source: string; readAt: string; receivedAt: string; listed: number; unreadLines: number; unread: ({ line: number; found: string; toDo: string })[]; late: boolean })[] }
  }
  /** How the inventory that came by automation compares with what the provider holds, by source and time */
  "automation.comparison": {
    params: { account: string; contract: string }
    query: undefined
    body: undefined
    answer: { readAt: string | null; sources: ({ collector: string; source: string; readAt: string; listed: number })[]; listed: number; held: number; same: number; differences: ({ field: "not-held" | "not-listed" | "site" | "contract-level" | "product"; count: number })[] }
  }
  /** Compare what came by automation with what the provider holds, for both sides to settle; newer feeds bring it up to date */
  "automation.open-round": {
    params: { account: string; contract: string }
    query: undefined
    body: undefined
    answer: { round: number }
  }
  /** Send a file that a script collected of a device, as a collector; secrets are masked before anything is kept */
  "automation.collect": {
    params: { account: string; contract: string }
    query: { device: string; name: string; script: string; version: string; collectedAt: string; batch?: string }
    body: undefined
    answer: { file: string; collector: string; serial: string; script: string; version: string; collectedAt: string; receivedAt: string; name: string; lines: number; late: boolean; fates: ({ what: string; fate: string; why: string; masked: number; changes: (string)[] })[]; same: boolean }
  }
  /** What was collected of the devices, when and by which script, the last first */
  "automation.files": {
    params: { account: string; contract: string }
    query: { limit?: number; cursor?: string; device?: string }
    body: undefined
    answer: { items: ({ file: string; collector: string; serial: string; script: string; version: string; collectedAt: string; receivedAt: string; name: string; lines: number; late: boolean; fates: ({ what: string; fate: string; why: string; masked: number; changes: (string)[] })[] })[]; next: string | null }
  }
  /** One collected file, with its secrets masked */
  "automation.file": {
    params: { account: string; contract: string; file: string }
    query: undefined
    body: undefined
    answer: string
  }
  /** Send a detected event, as a collector; live, it opens a case or is added to the one that is open about it */
  "automation.event": {
    params: { account: string; contract: string }
    query: undefined
    body: { device: string; kind: string; severity?: "critical" | "major" | "minor"; at: string; text?: string; id?: string }
    answer: { event: string; collector: string; serial: string; kind: string; severity: "critical" | "major" | "minor"; at: string; receivedAt: string; text: string; fate: "opened" | "added" | "test" | "refused"; case: string | null; decision: string | null; clauses: (string)[]; why: string; same: boolean }
  }
  /** Detected events with what became of them, the last to arrive first */
  "automation.events": {
    params: { account: string; contract: string }
    query: { limit?: number; cursor?: string; fate?: "opened" | "added" | "test" | "refused" }
    body: undefined
    answer: { items: ({ event: string; collector: string; serial: string; kind: string; severity: "critical" | "major" | "minor"; at: string; receivedAt: string; text: string; fate: "opened" | "added" | "test" | "refused"; case: string | null; decision: string | null; clauses: (string)[]; why: string })[]; next: string | null }
  }
  /** Events that automation detected and that the case is about, the first first */
  "case.detected": {
    params: { account: string; case: string }
    query: undefined
    body: undefined
    answer: { items: ({ event: string; collector: string; serial: string; kind: string; severity: "critical" | "major" | "minor"; at: string; receivedAt: string; text: string; fate: "opened" | "added" | "test" | "refused"; case: string | null; decision: string | null; clauses: (string)[]; why: string })[] }
  }
  /** The roll-out of service automation: plan, tasks with guidance, tools, tests, and what is open */
  "automation.read": {
    params: { account: string; contract: string }
    query: undefined
    body: undefined
    answer: RollOut
  }
  /** Write the plan of the roll-out, with the consulting engineer beside the manager */
  "automation.plan": {
    params: { account: string; contract: string }
    query: undefined
    body: { text: string; plannedOn: string; engineer?: string }
    answer: RollOut
  }
  /** Add a task to the roll-out */
  "automation.add-task": {
    params: { account: string; contract: string }
    query: undefined
    body: { title: string; owner: string; dueOn: string }
    answer: RollOut
  }
  /** Say how a task stands */
  "automation.move-task": {
    params: { account: string; contract: string; task: number }
    query: undefined
    body: { state: "open" | "under-way" | "done" | "dropped" }
    answer: RollOut
  }
  /** Guide a task, as the consulting engineer */
  "automation.advise": {
    params: { account: string; contract: string; task: number }
    query: undefined
    body: { text: string }
    answer: RollOut
  }
  /** Say what was installed where, and whether it works */
  "automation.record-tool": {
    params: { account: string; contract: string }
    query: undefined
    body: { tool: string; version: string; place: string; installedOn: string; installedBy: string; working: boolean; note?: string }
    answer: RollOut
  }
  /** Accept the licence of the tools, by its version */
  "automation.accept-licence": {
    params: { account: string; contract: string }
    query: undefined
    body: { licence: string }
    answer: RollOut
  }
  /** Enable automatic cases for tests, once the licence was accepted */
  "automation.enable": {
    params: { account: string; contract: string }
    query: undefined
    body: undefined
    answer: RollOut
  }
  /** Test whether an automatic case comes out right, as the consulting engineer */
  "automation.test": {
    params: { account: string; contract: string }
    query: undefined
    body: { trigger: string; case?: string | null; fields: ({ field: string; expected: string; found?: string })[] }
    answer: RollOut
  }
  /** Let automatic cases count, after a test that passed */
  "automation.go-live": {
    params: { account: string; contract: string }
    query: undefined
    body: undefined
    answer: RollOut
  }
  /** The parts of a support manager’s service, and when the provider was not obliged to give them */
  "component.list": {
    params: { account: string; contract: string }
    query: undefined
    body: undefined
    answer: { contract: string; mark: string; components: ({ title: string; described: boolean; deliverables: ({ code: string; title: string; cadence: string; clauses: (string)[] })[] })[]; notObliged: ({ clause: string; why: string; from: string; to: string | null })[]; meetings: ({ number: string; title: string; on: string; state: string; freedBy: (string)[] })[] }
  }
  /** Who the advisor is and was, and what was done under each of the five duties */
  "advice.board": {
    params: { account: string; contract: string }
    query: { from?: string; to?: string }
    body: undefined
    answer: { contract: string; advisor: { name: string; theatre: "AMERICAS" | "EMEA" | "APAC"; zone: string } | null; history: ({ name: string; theatre: "AMERICAS" | "EMEA" | "APAC"; zone: string; startsOn: string; why: string })[]; duties: ({ duty: "a" | "b" | "c" | "d" | "e"; title: string; clauses: (string)[]; entries: number; lastOn: string | null })[]; entries: ({ duty: "a" | "b" | "c" | "d" | "e"; text: string; on: string; case: string | null; by: string; question: { channel: "email" | "call"; asker: string; named: boolean; product: string; question: string; answer: string } | null })[] }
  }
  /** Write down what the advisor did, or a question with its answer */
  "advice.log": {
    params: { account: string; contract: string }
    query: undefined
    body: { duty: "a" | "b" | "c" | "d" | "e"; text: string; on?: string; case?: string; person?: string; question?: { channel: "email" | "call"; product?: string; question: string; answer?: string; fault?: boolean } }
    answer: { contract: string; advisor: { name: string; theatre: "AMERICAS" | "EMEA" | "APAC"; zone: string } | null; history: ({ name: string; theatre: "AMERICAS" | "EMEA" | "APAC"; zone: string; startsOn: string; why: string })[]; duties: ({ duty: "a" | "b" | "c" | "d" | "e"; title: string; clauses: (string)[]; entries: number; lastOn: string | null })[]; entries: ({ duty: "a" | "b" | "c" | "d" | "e"; text: string; on: string; case: string | null; by: string; question: { channel: "email" | "call"; asker: string; named: boolean; product: string; question: string; answer: string } | null })[] }
  }
  /** People of the provider who may be named as advisor */
  "advisor.candidates": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { items: ({ id: string; name: string; zone: string; theatre: "AMERICAS" | "EMEA" | "APAC" | null })[] }
  }
  /** Name the advisor of a contract; there is one at any time */
  "advisor.name": {
    params: { account: string; contract: string }
    query: undefined
    body: { person: string | null; theatre?: "AMERICAS" | "EMEA" | "APAC"; why?: string }
    answer: { contract: string; advisor: { name: string; theatre: "AMERICAS" | "EMEA" | "APAC"; zone: string } | null; history: ({ name: string; theatre: "AMERICAS" | "EMEA" | "APAC"; zone: string; startsOn: string; why: string })[]; duties: ({ duty: "a" | "b" | "c" | "d" | "e"; title: string; clauses: (string)[]; entries: number; lastOn: string | null })[]; entries: ({ duty: "a" | "b" | "c" | "d" | "e"; text: string; on: string; case: string | null; by: string; question: { channel: "email" | "call"; asker: string; named: boolean; product: string; question: string; answer: string } | null })[] }
  }
  /** Plans of release upgrades; a customer reads those that were issued */
  "release-plan.list": {
    params: { account: string; contract: string }
    query: undefined
    body: undefined
    answer: { items: ({ plan: number; serials: (string)[]; current: string; target: string; features: string; problems: string; risks: string; benefits: string; advice: string; writtenBy: string; writtenAt: string; issued: { by: string; at: string } | null; decision: { by: string; at: string; text: string } | null })[] }
  }
  /** Write a plan of a release upgrade, or write one anew that was not issued */
  "release-plan.write": {
    params: { account: string; contract: string }
    query: undefined
    body: { plan?: number; devices: (string)[]; target?: string; features?: string; problems?: string; risks?: string; benefits?: string; advice?: string }
    answer: { plan: number; serials: (string)[]; current: string; target: string; features: string; problems: string; risks: string; benefits: string; advice: string; writtenBy: string; writtenAt: string; issued: { by: string; at: string } | null; decision: { by: string; at: string; text: string } | null }
  }
  /** Issue a plan: the customer reads it and decides */
  "release-plan.issue": {
    params: { account: string; contract: string; plan: number }
    query: undefined
    body: undefined
    answer: { plan: number; serials: (string)[]; current: string; target: string; features: string; problems: string; risks: string; benefits: string; advice: string; writtenBy: string; writtenAt: string; issued: { by: string; at: string } | null; decision: { by: string; at: string; text: string } | null }
  }
  /** Say what the customer decides on a plan */
  "release-plan.decide": {
    params: { account: string; contract: string; plan: number }
    query: undefined
    body: { decision: string }
    answer: { plan: number; serials: (string)[]; current: string; target: string; features: string; problems: string; risks: string; benefits: string; advice: string; writtenBy: string; writtenAt: string; issued: { by: string; at: string } | null; decision: { by: string; at: string; text: string } | null }
  }
  /** Changes that are planned under a contract, the windows that were agreed on, and those whose proactive case is missing */
  "planned-change.list": {
    params: { account: string; contract: string }
    query: undefined
    body: undefined
    answer: { items: ({ change: number; kind: "software-upgrade" | "major-configuration" | "other"; title: string; on: string; plannedBy: string; plannedAt: string; case: string | null; caseOpenedOn: string | null; flag: "proactive case missing" | null; advice: { from: string; to: string; state: "early" | "now" | "late" | "opened" | "opened-late"; businessDays: number; words: string } | null; withdrawn: { by: string; at: string; why: string } | null })[]; windows: ({ window: string; request: string; title: string; kind: string; on: string; startsAt: string; endsAt: string; zone: string; state: "planned" | "ready" | "running" | "done" | "closed" | "cancelled"; case: string | null; caseOpenedOn: string | null; flag: "proactive case missing" | null; advice: { from: string; to: string; state: "early" | "now" | "late" | "opened" | "opened-late"; businessDays: number; words: string } | null })[] }
  }
  /** Enter a change that is planned; it is said when a case ahead of it is best opened */
  "planned-change.add": {
    params: { account: string; contract: string }
    query: undefined
    body: { kind: "software-upgrade" | "major-configuration" | "other"; title: string; on: string }
    answer: { change: number; kind: "software-upgrade" | "major-configuration" | "other"; title: string; on: string; plannedBy: string; plannedAt: string; case: string | null; caseOpenedOn: string | null; flag: "proactive case missing" | null; advice: { from: string; to: string; state: "early" | "now" | "late" | "opened" | "opened-late"; businessDays: number; words: string } | null; withdrawn: { by: string; at: string; why: string } | null }
  }
  /** Link the case that was opened ahead of a change; late is a warning */
  "planned-change.link-case": {
    params: { account: string; contract: string; change: number }
    query: undefined
    body: { case: string }
    answer: { change: number; kind: "software-upgrade" | "major-configuration" | "other"; title: string; on: string; plannedBy: string; plannedAt: string; case: string | null; caseOpenedOn: string | null; flag: "proactive case missing" | null; advice: { from: string; to: string; state: "early" | "now" | "late" | "opened" | "opened-late"; businessDays: number; words: string } | null; withdrawn: { by: string; at: string; why: string } | null }
  }
  /** Say that a change is not made after all */
  "planned-change.withdraw": {
    params: { account: string; contract: string; change: number }
    query: undefined
    body: { why: string }
    answer: { change: number; kind: "software-upgrade" | "major-configuration" | "other"; title: string; on: string; plannedBy: string; plannedAt: string; case: string | null; caseOpenedOn: string | null; flag: "proactive case missing" | null; advice: { from: string; to: string; state: "early" | "now" | "late" | "opened" | "opened-late"; businessDays: number; words: string } | null; withdrawn: { by: string; at: string; why: string } | null }
  }
  /** Days of a technical guidance with whoever answers, its questions and answers, and the days that are left */
  "guidance.read": {
    params: { account: string; request: string }
    query: undefined
    body: undefined
    answer: GuidanceLog
  }
  /** Name the site that answers on a day, with its zone; a part of a day costs a day */
  "guidance.name-site": {
    params: { account: string; request: string; day: string }
    query: undefined
    body: { site: string; country: string; zone: string; from?: string; to?: string }
    answer: GuidanceLog
  }
  /** Ask within the hours of the answering site; a fault and what is not technical go where they belong */
  "guidance.ask": {
    params: { account: string; request: string }
    query: undefined
    body: { channel: "phone" | "email"; topic: "practice" | "uptime" | "upgrades" | "risk" | "fault" | "non-technical" | "none"; about?: "question" | "design" | "template"; text: string; requester?: string; askedAt?: string }
    answer: { request: string; state: string; firstDay: string | null; lastDay: string | null; bought: number; used: number; left: number; days: ({ day: string; site: string; country: string; zone: string; calendar: string; opensAt: string; closesAt: string; half: boolean; namedBy: string })[]; questions: ({ question: number; day: string; channel: "phone" | "email"; topic: "practice" | "uptime" | "upgrades" | "risk" | "fault" | "non-technical"; about: "question" | "design" | "template"; text: string; askedBy: string; askedAt: string; answer: string | null; advice: string; recommendation: string; answeredBy: string | null; answeredAt: string | null; case: string | null; settled: boolean; caseFor: { summary: string; description: string } | null })[]; decided: Decision; question: number; reference: string | null }
  }
  /** Answer a question; about a change of design or of a template with advice and a recommendation */
  "guidance.answer": {
    params: { account: string; request: string; question: number }
    query: undefined
    body: { answer: string; advice?: string; recommendation?: string }
    answer: GuidanceLog
  }
  /** Say which case a fault became */
  "guidance.link-case": {
    params: { account: string; request: string; question: number }
    query: undefined
    body: { case: string }
    answer: GuidanceLog
  }
  /** Send the questions and answers as what the guidance brought */
  "guidance.deliver": {
    params: { account: string; request: string }
    query: undefined
    body: undefined
    answer: GuidanceLog
  }
  /** How each item of an onboarding stands, with what shows it */
  "setting-up.read": {
    params: { account: string; request: string }
    query: undefined
    body: undefined
    answer: Onboarding
  }
  /** Write down what shows an item: settings, a session, a guide, logistics, how ready a partner is, or advice on a case */
  "setting-up.record": {
    params: { account: string; request: string }
    query: undefined
    body: { item: "a"; notifications: string; accountId: string } | { item: "b"; heldOn: string; attendees: (string)[]; material: string; version: string; agreement?: string } | { item: "d"; guide: string; version: string; dated: string } | { item: "e"; contacts: (string)[]; shipTo: string } | { item: "f"; partner: string; evaluatedOn: string; criteria: ({ title: string; met: boolean; note?: string })[]; result: "ready" | "not-ready"; gaps?: ({ text: string; owner: string })[] } | { item: "g"; case: string; text: string }
    answer: Onboarding
  }
  /** Take the newest comparison of both lists of devices over, with whoever owns each difference */
  "setting-up.take-inventory": {
    params: { account: string; request: string }
    query: undefined
    body: undefined
    answer: Onboarding
  }
  /** Say that an item is done, and send what shows it */
  "setting-up.finish": {
    params: { account: string; request: string; item: "a" | "b" | "c" | "d" | "e" | "f" | "g" }
    query: undefined
    body: undefined
    answer: Onboarding
  }
  /** How ready partners were found: the provider sees every evaluation, a partner its own */
  "readiness.list": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { items: ({ seq: number; item: "a" | "b" | "c" | "d" | "e" | "f" | "g"; saidBy: string; at: string; body: { item: "a"; notifications: string; accountId: string } | { item: "b"; heldOn: string; attendees: (string)[]; material: string; version: string; agreement: string } | { item: "d"; guide: string; version: string; dated: string } | { item: "e"; contacts: (string)[]; shipTo: string } | { item: "f"; partner: string; evaluatedOn: string; criteria: ({ title: string; met: boolean; note: string })[]; result: "ready" | "not-ready"; gaps: ({ text: string; owner: string })[] } | { item: "g"; case: string; text: string } | { item: "c"; round: number; listed: number; held: number; without: (string)[]; differences: ({ serial: string; field: string; owner: string; settled: boolean })[] }; request: string })[] }
  }
  /** Help with one case: its specialist, the analyses of its cause, and what is missing */
  "resolution.read": {
    params: { account: string; request: string }
    query: undefined
    body: undefined
    answer: { request: string; state: string; case: string | null; caseState: string | null; kind: "tech" | "admin" | null; specialist: string | null; targetOf: string | null; received: "accepted" | "rejected" | "waits" | null; withdrawal: { reason: string; by: string; at: string } | null; causes: ({ version: number; content: { happened: string; cause: string; shownBy: string; remedy: string; workaround: string; prevention: string }; writtenBy: string; writtenAt: string; paper: number | null; deliveredAt: string | null })[]; missing: (string)[] }
  }
  /** Write the analysis of the cause, or its draft anew */
  "root-cause.write": {
    params: { account: string; request: string }
    query: undefined
    body: { happened: string; cause: string; shownBy: string; remedy: string; workaround?: string; prevention: string }
    answer: { request: string; state: string; case: string | null; caseState: string | null; kind: "tech" | "admin" | null; specialist: string | null; targetOf: string | null; received: "accepted" | "rejected" | "waits" | null; withdrawal: { reason: string; by: string; at: string } | null; causes: ({ version: number; content: { happened: string; cause: string; shownBy: string; remedy: string; workaround: string; prevention: string }; writtenBy: string; writtenAt: string; paper: number | null; deliveredAt: string | null })[]; missing: (string)[] }
  }
  /** Deliver the analysis; it is received once the customer signs for it */
  "root-cause.deliver": {
    params: { account: string; request: string }
    query: undefined
    body: undefined
    answer: { request: string; state: string; case: string | null; caseState: string | null; kind: "tech" | "admin" | null; specialist: string | null; targetOf: string | null; received: "accepted" | "rejected" | "waits" | null; withdrawal: { reason: string; by: string; at: string } | null; causes: ({ version: number; content: { happened: string; cause: string; shownBy: string; remedy: string; workaround: string; prevention: string }; writtenBy: string; writtenAt: string; paper: number | null; deliveredAt: string | null })[]; missing: (string)[] }
  }
  /** Say in writing that help with the case is not wanted any more */
  "resolution.withdraw": {
    params: { account: string; request: string }
    query: undefined
    body: { reason: string }
    answer: { request: string; state: string; case: string | null; caseState: string | null; kind: "tech" | "admin" | null; specialist: string | null; targetOf: string | null; received: "accepted" | "rejected" | "waits" | null; withdrawal: { reason: string; by: string; at: string } | null; causes: ({ version: number; content: { happened: string; cause: string; shownBy: string; remedy: string; workaround: string; prevention: string }; writtenBy: string; writtenAt: string; paper: number | null; deliveredAt: string | null })[]; missing: (string)[] }
  }
  /** Say what meets a duty: a statement, a file, or that there is none; an answer to what was asked is given here too */
  "duty.meet": {
    params: { account: string; contract: string; duty: string }
    query: undefined
    body: { engagement?: string; part?: string; text?: string; nothing?: boolean; file?: string; on?: string; ask?: string; language?: string; asOf?: string; products?: ({ serial: string; release: string; works: boolean })[] }
    answer: { id: string; flags: (string)[] }
  }
  /** Say that a duty is not met any more */
  "duty.lapse": {
    params: { account: string; contract: string; duty: string }
    query: undefined
    body: { engagement?: string; part?: string; text: string; on?: string }
    answer: { id: string }
  }
  /** Do without a duty of the customer up to a day, for a reason that both sides read; it ends by itself */
  "duty.waive": {
    params: { account: string; contract: string; duty: string }
    query: undefined
    body: { engagement?: string; reason: string; until: string }
    answer: { id: string }
  }
  /** Give written notice that a duty cannot be met, from when, and why; the provider hears of it at once */
  "duty.notify": {
    params: { account: string; contract: string; duty: string }
    query: undefined
    body: { engagement?: string; reason: string; from?: string }
    answer: { id: string }
  }
  /** Take a notice back; it stays in the history */
  "duty.withdraw": {
    params: { account: string; contract: string; duty: string }
    query: undefined
    body: { engagement?: string; notice: string; text: string }
    answer: { id: string }
  }
  /** Ask the customer for what it owes; the clock of the answer begins */
  "duty.ask": {
    params: { account: string; contract: string; duty: string }
    query: undefined
    body: { engagement?: string; part?: string; text: string; dueOn?: string; source?: "document" | "guide" | "recommendation" }
    answer: { id: string; dueOn: string | null }
  }
  /** What is to be set up under each running contract, and how far it is */
  "onboarding.list": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { items: ({ contract: string; service: string; done: number; of: number; complete: boolean; dueOn: string | null; dueProblem: string | null; offeredOn: string | null; late: boolean; byRequest: boolean; items: ({ code: string; clauses: (string)[]; title: string; group: string; meeting: boolean; said: { state: "done" | "open" | "declined"; on: string; text: string; document: { id: string; name: string } | null; meeting: string | null; at: string; by: string } | null; shown: { on: string; text: string; meeting: string | null; page: "meetings" | "contact-matrix" | "contact-data" | "reconciliations" } | null })[] })[] }
  }
  /** Say that an item is set up, with what shows it; that it is open again; or that it was declined */
  "onboarding.tick": {
    params: { account: string; contract: string }
    query: undefined
    body: { item: string; state: "done" | "open" | "declined"; on?: string | null; text: string; document?: string | null; meeting?: string | null }
    answer: { items: ({ contract: string; service: string; done: number; of: number; complete: boolean; dueOn: string | null; dueProblem: string | null; offeredOn: string | null; late: boolean; byRequest: boolean; items: ({ code: string; clauses: (string)[]; title: string; group: string; meeting: boolean; said: { state: "done" | "open" | "declined"; on: string; text: string; document: { id: string; name: string } | null; meeting: string | null; at: string; by: string } | null; shown: { on: string; text: string; meeting: string | null; page: "meetings" | "contact-matrix" | "contact-data" | "reconciliations" } | null })[] })[] }
  }
  /** What is held of each contact: right, wrong or not checked, by whom and when (SSM-3.1.b1) */
  "contact-data.list": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { round: { openedAt: string; openedBy: string; closedAt: string | null } | null; items: (ContactData)[] }
  }
  /** Say that something held of a contact is right, or wrong, or correct it */
  "contact-data.say": {
    params: { account: string; person: string }
    query: undefined
    body: { field: "email" | "phone" | "address" | "account"; outcome: "right" | "wrong"; note?: string; correction?: string | null }
    answer: { round: { openedAt: string; openedBy: string; closedAt: string | null } | null; items: (ContactData)[] }
  }
  /** Ask every contact by letter to confirm what is held of them */
  "contact-round.open": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { round: { openedAt: string; openedBy: string; closedAt: string | null } | null; items: (ContactData)[] }
  }
  /** End the round that runs; who has not answered stays listed */
  "contact-round.close": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { round: { openedAt: string; openedBy: string; closedAt: string | null } | null; items: (ContactData)[] }
  }
  /** What is held of me */
  "contact-data.own": {
    params: undefined
    query: undefined
    body: undefined
    answer: { name: string; askedAt: string | null; site: string | null; signsIn: boolean; fields: ({ field: "email" | "phone" | "address" | "account"; value: string; state: "right" | "wrong" | "unchecked" | "changed" | "missing"; by: string | null; at: string | null; note: string })[]; sites: ({ id: string; name: string; address: string })[] }
  }
  /** Confirm or correct what is held of me */
  "contact-data.answer": {
    params: undefined
    query: undefined
    body: { phone: string; site?: string | null; emailWrong?: string | null; accountWrong?: string | null }
    answer: { name: string; askedAt: string | null; site: string | null; signsIn: boolean; fields: ({ field: "email" | "phone" | "address" | "account"; value: string; state: "right" | "wrong" | "unchecked" | "changed" | "missing"; by: string | null; at: string | null; note: string })[]; sites: ({ id: string; name: string; address: string })[] }
  }
  /** Whether each contact could open a case at this instant, and if not why (SSM-3.1.b3) */
  "contact-access.test": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { device: string | null; items: ({ personId: string; name: string; email: string; opens: boolean; queue: string | null; why: (string)[]; clauses: (string)[]; toDo: (string)[] })[] }
  }
  /** Who left and still plays a part, and who was not seen for long (policy B76) */
  "leaver.list": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { idleAfterDays: number; items: ({ personId: string; name: string; email: string; why: "left" | "idle"; seenOn: string | null; leftOn: string | null; noticedOn: string | null; noPriorNotice: string | null; idleDays: number | null; toDo: string; parts: ({ kind: "contact" | "sign-off" | "matrix" | "on-call"; what: string; toDo: string })[] })[] }
  }
  /** The credits of an account by lot, today or at the end of any day where the account is */
  "credit.balance": {
    params: { account: string }
    query: { on?: string }
    body: undefined
    answer: { balances: ({ family: "ASC" | "FSC"; left: number; nextEnd: { day: string; credits: number } | null })[]; lots: ({ number: number; family: "ASC" | "FSC"; purchasedOn: string; lastDay: string; bought: number; redeemed: number; expired: number; corrected: number; left: number; orderReference: string; validity: string })[] }
  }
  /** Enter credits that an account bought */
  "credit.buy": {
    params: { account: string }
    query: undefined
    body: { family: "ASC" | "FSC"; credits: number; purchasedOn: string; order: string; validity?: { months: number; source: string }; seller?: string }
    answer: { id: string; family: "ASC" | "FSC"; seq: number; kind: "purchase" | "redemption" | "return" | "expiry" | "correction"; at: string; actor: string; approvedBy: string | null; subject: string; clauses: (string)[]; returns: number | null; returnedBy: number | null; parts: ({ lot: number; credits: number })[]; balance: number }
  }
  /** Every movement of one family of credits, newest first: which lot paid what, and what was left after it */
  "credit.movements": {
    params: { account: string; family: "ASC" | "FSC" }
    query: { before?: number; limit?: number }
    body: undefined
    answer: { items: ({ id: string; family: "ASC" | "FSC"; seq: number; kind: "purchase" | "redemption" | "return" | "expiry" | "correction"; at: string; actor: string; approvedBy: string | null; subject: string; clauses: (string)[]; returns: number | null; returnedBy: number | null; parts: ({ lot: number; credits: number })[]; balance: number })[] }
  }
  /** Corrections of lots that were proposed, made and rejected, newest first */
  "credit-correction.list": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { items: ({ id: string; family: "ASC" | "FSC"; lot: number; credits: number; reason: string; state: "proposed" | "made" | "rejected"; proposedBy: string; proposedAt: string; decidedBy: string | null; decidedAt: string | null })[] }
  }
  /** Say what is wrong in a lot; a second person decides */
  "credit-correction.propose": {
    params: { account: string }
    query: undefined
    body: { family: "ASC" | "FSC"; lot: number; credits: number; reason: string }
    answer: { id: string }
  }
  /** Make a correction that somebody else proposed, or reject it */
  "credit-correction.decide": {
    params: { account: string; correction: string }
    query: undefined
    body: { make: boolean }
    answer: { made: boolean }
  }
  /** What an account may ask for, how it pays, what it costs, and why not */
  "request.catalogue": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { items: ({ offering: string; offeringTitle: string; contract: string | null; service: string; title: string; unit: "month" | "day" | "request" | "window"; asks: (string)[]; method: string | null; options: ("designated" | "local")[]; price: { by: "credits"; family: "ASC" | "FSC"; credits: number } | { by: "units"; units: number } | null; clauses: (string)[]; decision: Decision })[] }
  }
  /** How a request would be judged and what it would cost; stores nothing */
  "request.preview": {
    params: { account: string }
    query: undefined
    body: { contract?: string; service: string; quantity?: number; firstDay?: string; devices?: (string)[]; case?: string; windows?: ({ starts: string; ends: string; zone?: string; mode?: "on-call" | "immediate"; agreement?: string })[]; change?: string; plan?: string; language?: string; purpose?: string; options?: ("designated" | "local")[]; waiver?: string; onBehalf?: { name: string; channel: "phone" | "email" | "meeting" } }
    answer: { request: string | null; decision: Decision; price: { by: "credits"; family: "ASC" | "FSC"; credits: number } | { by: "units"; units: number } | null; contacts: (SalesContact)[] }
  }
  /** Ask for a service; the answer is a request or a refusal with clauses */
  "request.ask": {
    params: { account: string }
    query: undefined
    body: { contract?: string; service: string; quantity?: number; firstDay?: string; devices?: (string)[]; case?: string; windows?: ({ starts: string; ends: string; zone?: string; mode?: "on-call" | "immediate"; agreement?: string })[]; change?: string; plan?: string; language?: string; purpose?: string; options?: ("designated" | "local")[]; waiver?: string; onBehalf?: { name: string; channel: "phone" | "email" | "meeting" } }
    answer: { request: string | null; decision: Decision; price: { by: "credits"; family: "ASC" | "FSC"; credits: number } | { by: "units"; units: number } | null; contacts: (SalesContact)[] }
  }
  /** Requests that I may see, newest first; of one account, a state, or all that are open */
  "request.list": {
    params: undefined
    query: { limit?: number; cursor?: string; account?: string; state?: string; open?: "true" | "false" }
    body: undefined
    answer: { items: (ServiceRequestSummary)[]; next: string | null }
  }
  /** One request with its task orders, what was promised and made, and everything that happened */
  "request.read": {
    params: { account: string; request: string }
    query: undefined
    body: undefined
    answer: ServiceRequest
  }
  /** Give written notice that an assumption of the task order fails, by its number and how; the provider hears of it at once */
  "request.notify-assumption": {
    params: { account: string; request: string }
    query: undefined
    body: { assumption: number; failure: "does not occur" | "late" | "misleading" | "inaccurate"; why: string }
    answer: ServiceRequest
  }
  /** Say what of a request is in scope; what is not is told to the customer in writing */
  "request.assess": {
    params: { account: string; request: string }
    query: undefined
    body: { outcome: "in" | "partly" | "out"; excess?: ({ activity: string; why: string })[]; offered?: boolean; note?: string; agreement?: string }
    answer: ServiceRequest
  }
  /** Send a version of the task order to the customer: dates, days, price, people */
  "request.quote": {
    params: { account: string; request: string }
    query: undefined
    body: { quantity: number; firstDay: string; windows?: ({ starts: string; ends: string; zone?: string; mode?: "on-call" | "immediate"; agreement?: string })[]; devices?: (string)[]; engineer?: string; language?: string; extras?: ({ kind: "onsite" | "designated" | "local" | "language" | "outside-hours" | "excess"; text: string; cents: number; currency: string })[]; assumptions?: (string)[]; acceptance?: (string)[]; planOn?: string; note?: string; leftOut?: { days: (string)[]; agreement?: string }; flexible?: number }
    answer: ServiceRequest
  }
  /** Approve the words of a task order for the customer */
  "request.approve": {
    params: { account: string; request: string; version: number }
    query: undefined
    body: { sha256: string }
    answer: ServiceRequest
  }
  /** Turn a task order down, with why */
  "request.turn-down": {
    params: { account: string; request: string; version: number }
    query: undefined
    body: { why: string }
    answer: ServiceRequest
  }
  /** Redeem what the task order costs: it is active from today; refused, nothing is debited */
  "request.redeem": {
    params: { account: string; request: string }
    query: undefined
    body: undefined
    answer: { decision: Decision }
  }
  /** Begin a request whose first service day has come; it begins by itself where nothing holds it up */
  "request.commence": {
    params: { account: string; request: string }
    query: undefined
    body: undefined
    answer: { decision: Decision }
  }
  /** Move the days of a request after a duty that was missed; its price stays */
  "request.delay": {
    params: { account: string; request: string }
    query: undefined
    body: { firstDay?: string; lastDay: string; clause: string; why: string }
    answer: ServiceRequest
  }
  /** Call a request off; before its first service day what was paid comes back */
  "request.cancel": {
    params: { account: string; request: string }
    query: undefined
    body: { reason: string }
    answer: { returned: boolean }
  }
  /** Send something that was promised: words, a kept document, or a released review */
  "request.deliver": {
    params: { account: string; request: string; code: string }
    query: undefined
    body: { text?: string; document?: string; review?: string; language?: string; sign?: boolean }
    answer: ServiceRequest
  }
  /** Say that something that was promised is not wanted */
  "request.decline-item": {
    params: { account: string; request: string; code: string }
    query: undefined
    body: { why: string }
    answer: ServiceRequest
  }
  /** Say that everything is done, and ask for the signature on it */
  "request.certify": {
    params: { account: string; request: string }
    query: undefined
    body: { text: string }
    answer: ServiceRequest
  }
  /** Sign for what was delivered, or say why not */
  "request.sign": {
    params: { account: string; request: string; code: string }
    query: undefined
    body: { version: number; outcome: "accepted" | "rejected"; reason?: string }
    answer: ServiceRequest
  }
  /** Propose what a duty that was missed costs, in money; credits are not touched */
  "request.propose-charge": {
    params: { account: string; request: string }
    query: undefined
    body: { amount: number; currency: string; clause: string; reason: string }
    answer: ServiceRequest
  }
  /** Approve what somebody else proposed to charge, with notice to the customer; or reject it */
  "request.decide-charge": {
    params: { account: string; request: string; charge: number }
    query: undefined
    body: { approve: boolean; why?: string }
    answer: ServiceRequest
  }
  /** Devices of the account by serial: whether each is a supported product of the service today, and each condition that it fails */
  "supported.list": {
    params: { account: string; contract: string }
    query: { limit?: number; cursor?: string }
    body: undefined
    answer: { items: ({ serial: string; product: string; supported: boolean; reasons: ({ rule: string; clauses: (string)[]; fact: string; cure: string })[] })[]; next: string | null; supported: number }
  }
  /** What was asked for beside the usual delivery of a request, and what was answered */
  "exception.list": {
    params: { account: string; request: string }
    query: undefined
    body: undefined
    answer: { items: (ExceptionRequest)[] }
  }
  /** Ask for somebody onsite, for one window or all, or for another language; the provider need not agree */
  "exception.ask": {
    params: { account: string; request: string }
    query: undefined
    body: { kind: "onsite" | "language"; window?: number | null; what: string; why?: string }
    answer: { items: (ExceptionRequest)[] }
  }
  /** Accept a wish in writing, with its extra price now or later, or decline it */
  "exception.answer": {
    params: { account: string; request: string; exception: string }
    query: undefined
    body: { answer: "accepted" | "declined"; words?: string; cents?: number | null; currency?: string | null }
    answer: { items: (ExceptionRequest)[] }
  }
  /** Say that a wish holds no more */
  "exception.withdraw": {
    params: { account: string; request: string; exception: string }
    query: undefined
    body: undefined
    answer: { items: (ExceptionRequest)[] }
  }
  /** Engineers who belong to a subcontractor */
  "firm.list": {
    params: undefined
    query: undefined
    body: undefined
    answer: { items: ({ engineer: string; name: string; firm: string; firmName: string; startsOn: string; endsOn: string | null })[] }
  }
  /** Record the subcontractor that an engineer belongs to from a day on, or that it is the provider again */
  "firm.set": {
    params: undefined
    query: undefined
    body: { engineer: string; firm: string | null; startsOn: string; endsOn?: string | null }
    answer: { items: ({ engineer: string; name: string; firm: string; firmName: string; startsOn: string; endsOn: string | null })[] }
  }
  /** The parts of a contract and who performs each; never shown to the customer */
  "part.list": {
    params: { account: string; contract: string }
    query: undefined
    body: undefined
    answer: { items: ({ part: string; title: string; performer: { id: string; name: string; since: string } | null; firm: string | null; lapsed: boolean })[] }
  }
  /** Give a part of a contract to somebody of the provider or of a subcontractor */
  "part.assign": {
    params: { account: string; contract: string }
    query: undefined
    body: { part: string; engineer: string }
    answer: { items: ({ part: string; title: string; performer: { id: string; name: string; since: string } | null; firm: string | null; lapsed: boolean })[] }
  }
  /** Addenda of an account, newest first, with who signed them */
  "addendum.list": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { items: ({ number: string; title: string; text: string; serials: (string)[]; options: (string)[]; statementOfWork: boolean; sha256: string; writtenBy: string; writtenAt: string; vendorSignedBy: string | null; vendorSignedOn: string | null; customerSignedBy: string | null; customerSignedOn: string | null; inForce: boolean; reaches: ({ request: string; title: string; applies: boolean })[] })[] }
  }
  /** Write an addendum to a contract; it counts once both sides signed it */
  "addendum.write": {
    params: { account: string }
    query: undefined
    body: { contract: string; title: string; text: string; serials?: (string)[]; options?: ("onsite" | "designated" | "local" | "language" | "outside-hours" | "excess")[]; statementOfWork?: boolean }
    answer: { number: string; title: string; text: string; serials: (string)[]; options: (string)[]; statementOfWork: boolean; sha256: string; writtenBy: string; writtenAt: string; vendorSignedBy: string | null; vendorSignedOn: string | null; customerSignedBy: string | null; customerSignedOn: string | null; inForce: boolean; reaches: ({ request: string; title: string; applies: boolean })[] }
  }
  /** Sign an addendum for the own side */
  "addendum.sign": {
    params: { account: string; addendum: string }
    query: undefined
    body: { sha256: string }
    answer: { number: string; title: string; text: string; serials: (string)[]; options: (string)[]; statementOfWork: boolean; sha256: string; writtenBy: string; writtenAt: string; vendorSignedBy: string | null; vendorSignedOn: string | null; customerSignedBy: string | null; customerSignedOn: string | null; inForce: boolean; reaches: ({ request: string; title: string; applies: boolean })[] }
  }
  /** Documents that the contract builds on: every version, and who agreed to it */
  "contract.papers": {
    params: { account: string; contract: string }
    query: undefined
    body: undefined
    answer: { items: (Paper)[] }
  }
  /** Add a version of a document; both sides agree to it anew */
  "contract.add-paper": {
    params: { account: string; contract: string; paper: string }
    query: undefined
    body: { document: string; note?: string }
    answer: { items: (Paper)[] }
  }
  /** Agree to the newest version for the own side */
  "contract.agree-paper": {
    params: { account: string; contract: string; paper: string }
    query: undefined
    body: { version: number }
    answer: { items: (Paper)[] }
  }
  /** Say that a document no longer fits, and why */
  "contract.outdate-paper": {
    params: { account: string; contract: string; paper: string }
    query: undefined
    body: { why: string }
    answer: { items: (Paper)[] }
  }
  /** Offer to write or renew a document, at a price beside that of the service */
  "contract.offer-paper": {
    params: { account: string; contract: string; paper: string }
    query: undefined
    body: { what: string; amount: number; currency: string }
    answer: { items: (Paper)[] }
  }
  /** Accept the newest price for a document */
  "contract.accept-offer": {
    params: { account: string; contract: string; paper: string }
    query: undefined
    body: undefined
    answer: { items: (Paper)[] }
  }
  /** Information, answers, tools and service options of the portal; staff see what is to come and what has ended too */
  "resource.list": {
    params: undefined
    query: undefined
    body: undefined
    answer: { areas: ({ area: "information" | "answers" | "tools" | "service-options"; title: string; items: ({ id: string | null; title: string; text: string; url: string; service: string | null; startsOn: string | null; endsOn: string | null })[] })[] }
  }
  /** Add something to an area of the portal, from a day on */
  "resource.add": {
    params: undefined
    query: undefined
    body: { area: "information" | "answers" | "tools" | "service-options"; title: string; text?: string; url: string; service?: string | null; startsOn?: string; endsOn?: string | null }
    answer: { areas: ({ area: "information" | "answers" | "tools" | "service-options"; title: string; items: ({ id: string | null; title: string; text: string; url: string; service: string | null; startsOn: string | null; endsOn: string | null })[] })[]; id: string }
  }
  /** Change something in an area of the portal, or end it with its last day */
  "resource.edit": {
    params: { resource: string }
    query: undefined
    body: { area: "information" | "answers" | "tools" | "service-options"; title: string; text?: string; url: string; service?: string | null; startsOn?: string; endsOn?: string | null }
    answer: { areas: ({ area: "information" | "answers" | "tools" | "service-options"; title: string; items: ({ id: string | null; title: string; text: string; url: string; service: string | null; startsOn: string | null; endsOn: string | null })[] })[] }
  }
  /** Custom software of an account, with what waits for somebody; with words, what they stand in, its releases too */
  "software.list": {
    params: { account: string }
    query: { query?: string }
    body: undefined
    answer: { items: ({ serial: string; product: string; description: string; running: string; accepted: string; contract: string | null; coveredUntil: string | null; active: boolean; published: number; directed: number; overdue: number; waits: (string)[]; found: ({ version: string; kind: "patch" | "update" | "upgrade" })[] })[] }
  }
  /** One piece of custom software: its record, the accepted release with its history, and every release made for it */
  "software.read": {
    params: { account: string; software: string }
    query: undefined
    body: undefined
    answer: CustomSoftware
  }
  /** Say what makes it custom software: statement of work, deliverable, licence, components */
  "software.describe": {
    params: { account: string; software: string }
    query: undefined
    body: { statementOfWork: string; deliverable: string; designed: boolean; developed: boolean; tested: boolean; licence?: string; components?: ({ name: string; version: string; openSource: boolean })[] }
    answer: CustomSoftware
  }
  /** Propose that the agreed release moves; the other side answers */
  "software.propose-release": {
    params: { account: string; software: string }
    query: undefined
    body: { release: string; why: string }
    answer: CustomSoftware
  }
  /** Agree that the agreed release moves, turn it down, or withdraw the own proposal */
  "software.answer-release": {
    params: { account: string; software: string }
    query: undefined
    body: { answer: "agree" | "turn-down" | "withdraw"; note?: string }
    answer: CustomSoftware
  }
  /** Write a patch or an update for the accepted release, or a draft of it anew */
  "software.draft-release": {
    params: { account: string; software: string }
    query: undefined
    body: { version: string; kind: "patch" | "update" | "upgrade"; base?: string; component?: string; problems?: ({ defect: string; caseNumber?: string; text: string })[]; gathers?: (string)[]; features?: (string)[]; featuresWhy?: string; notes?: string; licence?: string; language?: string; languageWhy?: string }
    answer: CustomSoftware
  }
  /** Attach a kept document to a draft */
  "software.attach-file": {
    params: { account: string; software: string; release: string }
    query: undefined
    body: { document: string }
    answer: CustomSoftware
  }
  /** Publish a release to those entitled to it, and tell them once */
  "software.publish": {
    params: { account: string; software: string; release: string }
    query: undefined
    body: undefined
    answer: { decision: Decision; software: CustomSoftware }
  }
  /** Take a release back, with the reason; it is handed out no more */
  "software.withdraw": {
    params: { account: string; software: string; release: string }
    query: undefined
    body: { why: string }
    answer: CustomSoftware
  }
  /** Say that a published release is to be installed, and by when */
  "software.direct": {
    params: { account: string; software: string; release: string }
    query: undefined
    body: { unit: "JTAC" | "PS"; dueOn: string; text?: string }
    answer: CustomSoftware
  }
  /** Take a file of a release: the leave to download is mine alone, and good for a quarter of an hour */
  "software.take": {
    params: { account: string; software: string; release: string }
    query: undefined
    body: { document: string }
    answer: { decision: Decision; download: string; until: string }
  }
  /** The bytes of a file that I took */
  "software.download": {
    params: { account: string; download: string }
    query: undefined
    body: undefined
    answer: string
  }
  /** Say what became of an installation; one that was directed moves the agreed release */
  "software.install": {
    params: { account: string; software: string; release: string }
    query: undefined
    body: { installedOn: string; place?: string; outcome?: "installed" | "failed" | "rolled-back"; note?: string }
    answer: { agreed: "moved" | "proposed" | "kept"; software: CustomSoftware }
  }
  /** Ask for what the service leaves out, such as an upgrade: a quote answers it */
  "software.ask-for-work": {
    params: { account: string; software: string }
    query: undefined
    body: { act: "custom-software-upgrade" | "operating-system-upgrade" | "feature" | "enhancement" | "training" | "how-to-project"; text: string }
    answer: { number: string; decision: Decision }
  }
  /** Answer an enquiry with a quote, or say why there is none */
  "software.answer-work": {
    params: { account: string; enquiry: string }
    query: undefined
    body: { answer: string; document?: string | null }
    answer: CustomSoftware
  }
  /** Units that were bought at the list price, and how many of them are used */
  "unit.list": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { items: ({ id: string; service: string; bought: number; used: number; boughtOn: string; poNumber: string; priceList: string; cents: number; currency: string })[] }
  }
  /** Enter units of a service that an account bought at the list price */
  "unit.buy": {
    params: { account: string }
    query: undefined
    body: { contract: string; service: string; bought: number; boughtOn: string; poNumber: string; priceList?: string; cents?: number; currency?: string }
    answer: { id: string; service: string; bought: number; used: number; boughtOn: string; poNumber: string; priceList: string; cents: number; currency: string }
  }
  /** Changes that I may see, the latest window first; of one account, or between two days */
  "change.list": {
    params: undefined
    query: { limit?: number; cursor?: string; account?: string; from?: string; to?: string }
    body: undefined
    answer: { items: (ChangeSummary)[]; next: string | null }
  }
  /** A change with its plan, what is missing, its log and its review */
  "change.read": {
    params: { account: string; change: string }
    query: undefined
    body: undefined
    answer: Change
  }
  /** Free times for a window, each with an engineer; and why days fell away */
  "change.slots": {
    params: { account: string; change: string }
    query: { from?: string; days?: number; minutes?: number; most?: number }
    body: undefined
    answer: { slots: ({ startsAt: string; endsAt: string; engineer: { id: string; name: string }; engineerZone: string })[]; why: ({ what: string; days: number })[] }
  }
  /** Write a further version of the plan; the version it follows is named, so that nobody overwrites another */
  "change.plan": {
    params: { account: string; change: string }
    query: undefined
    body: { goal?: string; steps?: ({ serial: string; what: string; check?: string; rollback?: string; minutes: number })[]; rollback?: string; risk?: "low" | "medium" | "high"; riskWhy?: string; constraints?: (string)[]; noConstraints?: boolean; primary?: { name: string; email: string; reach: string; mayAuthorise: boolean } | null; backup?: { name: string; email: string; reach: string; mayAuthorise: boolean } | null; access?: string; papers?: { design: string; releases: string; configurations: string }; after: number }
    answer: Change
  }
  /** Say that the plan was gone through together, with whom */
  "change.review-plan": {
    params: { account: string; change: string }
    query: undefined
    body: { version: number; people: (string)[] }
    answer: Change
  }
  /** Assign the engineer of a window, or another one with a reason; nobody is booked twice */
  "change.assign": {
    params: { account: string; change: string }
    query: undefined
    body: { engineer: string; why?: string }
    answer: Change
  }
  /** A test of the remote access, an answer, a condition that is in place, the case ahead of it, or a duty that will be missed */
  "change.prepare": {
    params: { account: string; change: string }
    query: undefined
    body: { kind: "access-test"; passed: boolean; note?: string } | { kind: "answer"; id: number; text: string } | { kind: "in-place"; id: number } | { kind: "case-ahead"; case: string } | { kind: "cannot-meet"; duty: string; why: string }
    answer: Change
  }
  /** Ask for something, name a condition, waive a duty with a reason, or hold the change for a legal reason */
  "change.require": {
    params: { account: string; change: string }
    query: undefined
    body: { kind: "ask"; topic: "cooperation" | "access" | "consent" | "information" | "materials"; text: string } | { kind: "condition"; text: string; source: "product-documents" | "user-guide" | "recommendation" } | { kind: "waive"; item: string; why: string } | { kind: "hold"; on: boolean; why?: string }
    answer: Change
  }
  /** Say that everything is there; refused with what is missing and whose duty it is */
  "change.ready": {
    params: { account: string; change: string }
    query: undefined
    body: undefined
    answer: Change
  }
  /** Propose another time for a window; it moves once the other side accepts */
  "change.propose": {
    params: { account: string; change: string }
    query: undefined
    body: { starts: string; ends: string; why: string; waiver?: string; agreement?: string }
    answer: Change
  }
  /** Propose to call this window off while its request goes on; it holds once the other side accepts */
  "change.propose-call-off": {
    params: { account: string; change: string }
    query: undefined
    body: { why: string }
    answer: Change
  }
  /** Say from where a window is delivered: a place of the provider, or onsite once that was accepted at a price */
  "change.locate": {
    params: { account: string; change: string }
    query: undefined
    body: { location: string }
    answer: Change
  }
  /** Accept or decline what the other side proposed, or take back what one proposed; a further window that is accepted is what is answered with */
  "change.answer-move": {
    params: { account: string; change: string; move: string }
    query: undefined
    body: { answer: "accepted" | "declined" | "withdrawn"; why?: string }
    answer: Change
  }
  /** Ask for a further window on the unit of one that was broken off, a day after it at the soonest; the other side accepts it */
  "change.again": {
    params: { account: string; change: string }
    query: undefined
    body: { starts: string; ends: string; why: string; waiver?: string; agreement?: string }
    answer: Change
  }
  /** Begin the window at its time, with everything there */
  "change.start": {
    params: { account: string; change: string }
    query: undefined
    body: { present?: (string)[] }
    answer: Change
  }
  /** Write a question, a concern, a problem or an event into the log of a running window */
  "change.log": {
    params: { account: string; change: string }
    query: undefined
    body: { type: "question" | "concern" | "problem" | "event"; text: string; serial?: string; location?: string }
    answer: Change
  }
  /** Escalate an entry of the log, say what became of a recommendation, or settle it */
  "change.pursue": {
    params: { account: string; change: string; entry: number }
    query: undefined
    body: { kind: "escalate" } | { kind: "solution"; state: "accepted" | "applied" | "done" | "rolled-back" } | { kind: "settle" }
    answer: Change
  }
  /** Say what is behind an entry and what is recommended, link its case, or decline it by a code */
  "change.analyse": {
    params: { account: string; change: string; entry: number }
    query: undefined
    body: { kind: "analyse"; analysis?: string; recommendation?: string } | { kind: "case"; number: string; collected?: string } | { kind: "decline"; code?: string; why: string }
    answer: Change
  }
  /** Say that a step of the plan is done, failed, or was undone */
  "change.step": {
    params: { account: string; change: string; step: number }
    query: undefined
    body: { outcome: "done" | "failed" | "rolled-back"; note?: string }
    answer: Change
  }
  /** End the window and hand over what is open */
  "change.end": {
    params: { account: string; change: string }
    query: undefined
    body: { handover?: string }
    answer: Change
  }
  /** Look back on a change beside its goal, and close it */
  "change.review": {
    params: { account: string; change: string }
    query: undefined
    body: { result: string; verdict?: "met" | "partly" | "missed" | null; improvements?: string; noneBecause?: string; language?: string; changes?: ({ text: string; customer: string; provider: string })[] }
    answer: Change
  }
  /** Times of an account, or of one of its sites, in which nothing is changed */
  "blackout.list": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { items: ({ id: string; site: string | null; startsAt: string; endsAt: string; reason: string; madeBy: string })[] }
  }
  /** Enter a time in which nothing is changed */
  "blackout.add": {
    params: { account: string }
    query: undefined
    body: { startsAt: string; endsAt: string; site?: string | null; reason: string }
    answer: { id: string }
  }
  /** Lift a blackout */
  "blackout.lift": {
    params: { account: string; blackout: string }
    query: undefined
    body: undefined
    answer: { lifted: true }
  }
  /** Engineers who stand by in windows, with their absences */
  "engineer.list": {
    params: undefined
    query: undefined
    body: undefined
    answer: { engineers: ({ id: string; name: string; zone: string })[]; absences: ({ id: string; engineer: string; startsAt: string; endsAt: string; reason: string; madeBy: string })[] }
  }
  /** Enter when an engineer is away */
  "engineer.away": {
    params: undefined
    query: undefined
    body: { startsAt: string; endsAt: string; engineer: string; reason: string }
    answer: { id: string }
  }
  /** Take an absence back */
  "engineer.back": {
    params: { absence: string }
    query: undefined
    body: undefined
    answer: { ended: true }
  }
  /** My open actions of every account, the first due first */
  "meeting-action.mine": {
    params: undefined
    query: undefined
    body: undefined
    answer: { items: ({ id: string; account: string; meeting: string; text: string; about: string | null; ownerId: string | null; ownerName: string; side: "provider" | "customer"; dueOn: string; overdue: boolean; state: "open" | "done" | "dropped"; settledAt: string | null; settledBy: string | null; note: string; mine: boolean })[] }
  }
  /** Open actions of an account, the first due first */
  "meeting-action.list": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { items: ({ id: string; account: string; meeting: string; text: string; about: string | null; ownerId: string | null; ownerName: string; side: "provider" | "customer"; dueOn: string; overdue: boolean; state: "open" | "done" | "dropped"; settledAt: string | null; settledBy: string | null; note: string; mine: boolean })[] }
  }
  /** Add to an agenda what is open now: actions, cases, published records */
  "meeting-agenda.draft": {
    params: { account: string; meeting: string }
    query: undefined
    body: Record<string, unknown>
    answer: { items: ({ id: string; source: "case" | "advisory" | "action" | "own" | "device"; ref: string; title: string; note: string; addedBy: string; outOfScope: { clauses: (string)[]; why: string } | null })[] }
  }
  /** Add an item to an agenda */
  "meeting-agenda.add": {
    params: { account: string; meeting: string }
    query: undefined
    body: { title: string; note?: string; device?: string }
    answer: { id: string }
  }
  /** Put the items of an agenda in order: all of their ids */
  "meeting-agenda.order": {
    params: { account: string; meeting: string }
    query: undefined
    body: { items: (string)[] }
    answer: { ordered: boolean }
  }
  /** Take an item off an agenda */
  "meeting-agenda.remove": {
    params: { account: string; meeting: string; item: string }
    query: undefined
    body: Record<string, unknown>
    answer: { removed: boolean }
  }
  /** Keep minutes that are being written */
  "meeting-minutes.draft": {
    params: { account: string; meeting: string }
    query: undefined
    body: { text: string; decisions: (string)[]; version: number }
    answer: { version: number }
  }
  /** Publish minutes with their decisions; a further version corrects them with a reason */
  "meeting-minutes.publish": {
    params: { account: string; meeting: string }
    query: undefined
    body: { text: string; decisions?: (string)[]; why?: string }
    answer: { version: number }
  }
  /** Add an action with its owner and the day it is due */
  "meeting-action.add": {
    params: { account: string; meeting: string }
    query: undefined
    body: { text: string; about?: string; owner?: string; ownerName?: string; side?: "provider" | "customer"; dueOn: string }
    answer: { id: string }
  }
  /** Mark an action as done, or drop it with a reason */
  "meeting-action.settle": {
    params: { account: string; action: string }
    query: undefined
    body: { state: "done" | "dropped"; note?: string }
    answer: { state: string }
  }
  /** Give an action another day, with the reason */
  "meeting-action.postpone": {
    params: { account: string; action: string }
    query: undefined
    body: { dueOn: string; reason: string }
    answer: { dueOn: string }
  }
  /** Questions at a webinar: those of my account, and those of others that were answered, without who asked */
  "webinar.questions": {
    params: { account: string; webinar: string }
    query: undefined
    body: undefined
    answer: { bar: string | null; items: ({ id: string; text: string; by: string | null; mine: boolean; askedAt: string; standing: "answered" | "open" | "overdue"; answers: ({ text: string; live: boolean; by: string; at: string })[] })[] }
  }
  /** Ask a question ahead of a webinar or while it lasts, with a seat in it */
  "webinar.ask": {
    params: { account: string; webinar: string }
    query: undefined
    body: { text: string }
    answer: { id: string }
  }
  /** Every question at a webinar with who asked, what was answered, and whose the open ones are */
  "webinar.asked": {
    params: { webinar: string }
    query: undefined
    body: undefined
    answer: { items: ({ id: string; account: string; name: string; text: string; shown: string; askedAt: string; owner: string; standing: "answered" | "open" | "overdue"; answers: ({ text: string; live: boolean; by: string; at: string })[] })[] }
  }
  /** Answer a question, in the webinar or in writing, or add to an answer */
  "webinar.answer": {
    params: { webinar: string; question: string }
    query: undefined
    body: { text: string; live?: boolean; after: number; shown?: string }
    answer: { answers: number }
  }
  /** Give an open question to an expert of the provider, who is told */
  "webinar.give-question": {
    params: { webinar: string; question: string }
    query: undefined
    body: { person: string }
    answer: { given: boolean }
  }
  /** People of the provider who may lead a kind of meeting, and the places from which it may be held */
  "meeting.leads": {
    params: { account: string }
    query: { kind: "review" | "business-review" | "operational-review" | "training" | "onboarding" | "call" | "project" | "post-change" }
    body: undefined
    answer: { items: ({ id: string; name: string })[]; places: ({ code: string; title: string })[] }
  }
  /** Have somebody else lead a meeting, with the reason; or it and those of its series after it */
  "meeting.lead": {
    params: { account: string; meeting: string }
    query: undefined
    body: { lead: string; reason: string; following?: boolean }
    answer: Meeting
  }
  /** Meetings of every account that I may see, between two days */
  "meeting.week": {
    params: undefined
    query: { from: string; to: string }
    body: undefined
    answer: { items: (Meeting)[] }
  }
  /** Meetings of an account: those to come in order, or those that were, newest first */
  "meeting.list": {
    params: { account: string }
    query: { when?: "ahead" | "past" | "all"; limit?: number }
    body: undefined
    answer: { items: (Meeting)[] }
  }
  /** Plan one meeting: a training, an onboarding, a call on a review, a post-change review, a project meeting */
  "meeting.plan": {
    params: { account: string }
    query: undefined
    body: { kind: "review" | "business-review" | "operational-review" | "training" | "onboarding" | "call" | "project" | "post-change"; title?: string; contract?: string; about?: { kind: "review" | "request" | "change" | "case"; id: string }; on: string; time: string; later?: boolean; zone?: string; minutes?: number; mode?: "remote" | "onsite"; place?: string; statement?: string; location?: string; agreement?: string; topics?: (string)[]; lead?: string; providerInvited?: boolean }
    answer: Meeting
  }
  /** What was promised against what was held, with the duty to attend, and what is promised once */
  "meeting.promised": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { kept: ({ series: string | null; contract: string; kind: "review" | "business-review" | "operational-review" | "training" | "onboarding" | "call" | "project" | "post-change"; title: string; clauses: (string)[]; from: string; until: string; counts: { promised: number; held: number; missed: number; cancelledByProvider: number; cancelledByCustomer: number; moved: number; suspended: number; ahead: number; unsaid: number; attended: number }; duty: { reading: "once-per-two-months" | "twice-a-month"; scheduleEveryDays: number; periods: ({ from: string; to: string; attended: number; due: number; offered: number; state: "met" | "not met" | "running" | "to come" | "no meeting was offered" })[] } | null })[]; owed: ({ contract: string; what: string; clause: string; state: "done" | "planned" | "open" | "late"; on: string | null; dueOn: string | null })[]; freed: ({ contract: string; notObliged: ({ clause: string; why: string; from: string; to: string | null })[]; meetings: ({ number: string; title: string; on: string; state: string; freedBy: (string)[] })[] })[] }
  }
  /** Plan the meetings of a contract through its last day; weekends and holidays move to the next working day */
  "meeting.plan-series": {
    params: { account: string }
    query: undefined
    body: { kind: "review" | "business-review" | "operational-review"; contract: string; firstOn: string; startTime: string; everyDays?: number; minutes?: number; zone?: string; mode?: "remote" | "onsite"; place?: string; statement?: string; location?: string; lead?: string }
    answer: { series: string; count: number; first: string; last: string; items: (Meeting)[] }
  }
  /** The series of an account: their rule, their local time, and up to which day they go */
  "meeting.series": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { items: ({ id: string; kind: "review" | "business-review" | "operational-review" | "training" | "onboarding" | "call" | "project" | "post-change"; title: string; everyDays: number | null; firstOn: string; until: string; startTime: string; minutes: number; zone: string; mode: "remote" | "onsite"; place: string; leadName: string; madeBy: string; madeAt: string })[] }
  }
  /** Ask for an operational review; a slot is offered within the working days of the policy */
  "meeting.ask": {
    params: { account: string }
    query: undefined
    body: { on?: string; time?: string; why: string }
    answer: { meeting: Meeting; offeredBy: string }
  }
  /** One meeting: people and answers, agenda, minutes, actions, and what happened to it */
  "meeting.read": {
    params: { account: string; meeting: string }
    query: undefined
    body: undefined
    answer: { meeting: Meeting; from: string; outcome: { goal: string; result: string; verdict: "met" | "met in part" | "not met"; improvements: string; changes: ({ text: string; providerName: string; providerOn: string; customerName: string; customerOn: string })[] } | null; people: ({ id: string; personId: string | null; name: string; email: string; side: "provider" | "customer" | "guest"; answer: "none" | "accepted" | "declined" | "tentative"; answeredAt: string | null; answeredBy: string; attended: boolean | null })[]; agenda: ({ id: string; source: "case" | "advisory" | "action" | "own" | "device"; ref: string; title: string; note: string; addedBy: string; outOfScope: { clauses: (string)[]; why: string } | null })[]; minutes: ({ version: number; text: string; decisions: (string)[]; why: string; actor: string; at: string })[]; draft: { text: string; decisions: (string)[]; version: number; actor: string; at: string } | null; actions: ({ id: string; account: string; meeting: string; text: string; about: string | null; ownerId: string | null; ownerName: string; side: "provider" | "customer"; dueOn: string; overdue: boolean; state: "open" | "done" | "dropped"; settledAt: string | null; settledBy: string | null; note: string; mine: boolean })[]; events: ({ seq: number; at: string; actor: string; kind: string; text: string })[] }
  }
  /** One meeting as a file for a calendar (iCalendar) */
  "meeting.calendar": {
    params: { account: string; meeting: string }
    query: undefined
    body: undefined
    answer: string
  }
  /** Move a meeting to another day or time, or to another place, with the reason */
  "meeting.move": {
    params: { account: string; meeting: string }
    query: undefined
    body: { on: string; time: string; later?: boolean; minutes?: number; mode?: "remote" | "onsite"; place?: string; statement?: string; agreement?: string; location?: string; reason: string }
    answer: Meeting
  }
  /** Cancel a meeting, for the side that calls it off, with the reason */
  "meeting.cancel": {
    params: { account: string; meeting: string }
    query: undefined
    body: { side: "provider" | "customer"; reason: string }
    answer: Meeting
  }
  /** Say that a meeting was missed, by which side and why */
  "meeting.miss": {
    params: { account: string; meeting: string }
    query: undefined
    body: { side: "provider" | "customer"; reason: string }
    answer: Meeting
  }
  /** Say that a meeting was held, who attended and which topics it covered */
  "meeting.hold": {
    params: { account: string; meeting: string }
    query: undefined
    body: { attended: (string)[]; topics?: (string)[] }
    answer: Meeting
  }
  /** Record what a post-change review came to: goal beside result, verdict, agreed changes */
  "meeting.outcome": {
    params: { account: string; meeting: string }
    query: undefined
    body: { goal: string; result: string; verdict: "met" | "met in part" | "not met"; improvements: string; changes: ({ text: string; providerName: string; providerOn: string; customerName: string; customerOn: string })[] }
    answer: Meeting
  }
  /** Say whether the provider is invited to a project meeting of the customer */
  "meeting.provider": {
    params: { account: string; meeting: string }
    query: undefined
    body: { invited: boolean }
    answer: Meeting
  }
  /** Invite a person of either side, or a guest by name and address */
  "meeting.invite": {
    params: { account: string; meeting: string }
    query: undefined
    body: { person: string } | { name: string; email: string }
    answer: { id: string }
  }
  /** Take somebody off the people of a meeting */
  "meeting.uninvite": {
    params: { account: string; meeting: string; invited: string }
    query: undefined
    body: Record<string, unknown>
    answer: { removed: boolean }
  }
  /** Answer my invitation */
  "meeting.answer": {
    params: { account: string; meeting: string }
    query: undefined
    body: { answer: "none" | "accepted" | "declined" | "tentative" }
    answer: { answer: "none" | "accepted" | "declined" | "tentative" }
  }
  /** Webinars of every theatre with who registered, newest first */
  "webinar.list": {
    params: undefined
    query: undefined
    body: undefined
    answer: { items: ({ id: string; theatre: "AMERICAS" | "EMEA" | "APAC"; title: string; topic: string; about: string; host: string; startsAt: string; minutes: number; zone: string; capacity: number; taken: number; state: "planned" | "held" | "cancelled"; reason: string; heldOn: string | null; postBy: string | null; postedOn: string | null; posting: "not held" | "waiting" | "overdue" | "in time" | "late"; recording: string | null; seats: ({ account: string; personId: string; name: string; state: "registered" | "withdrawn"; attended: boolean | null })[]; questions: { asked: number; open: number } })[] }
  }
  /** Plan a webinar of a theatre with its host */
  "webinar.plan": {
    params: undefined
    query: undefined
    body: { theatre: "AMERICAS" | "EMEA" | "APAC"; title: string; topic: string; about?: string; host?: string; on: string; time: string; later?: boolean; zone: string; minutes?: number; capacity?: number }
    answer: Webinar
  }
  /** Webinars of the theatre of an account, whether I have a seat, and which quarters had one */
  "webinar.of-account": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { contract: string | null; items: ({ id: string; theatre: "AMERICAS" | "EMEA" | "APAC"; title: string; topic: string; about: string; host: string; startsAt: string; minutes: number; zone: string; capacity: number; taken: number; state: "planned" | "held" | "cancelled"; reason: string; heldOn: string | null; postBy: string | null; postedOn: string | null; posting: "not held" | "waiting" | "overdue" | "in time" | "late"; recording: string | null; mine: boolean })[]; quarters: ({ from: string; to: string; held: number; state: "met" | "running" | "to come" | "not met" })[] }
  }
  /** Take a seat in a webinar, or give it back */
  "webinar.register": {
    params: { account: string; webinar: string }
    query: undefined
    body: { comes: boolean }
    answer: { comes: boolean }
  }
  /** Say that a webinar was held and who attended; its recording is due in five business days */
  "webinar.hold": {
    params: { webinar: string }
    query: undefined
    body: { attended?: (string)[] }
    answer: Webinar
  }
  /** Post the recording of a webinar */
  "webinar.post": {
    params: { webinar: string }
    query: undefined
    body: { recording: string }
    answer: Webinar
  }
  /** Cancel a webinar with the reason */
  "webinar.cancel": {
    params: { webinar: string }
    query: undefined
    body: { reason: string }
    answer: Webinar
  }
  /** What each side owes under each contract and each piece of work, by when, and what meets it: the same list for both sides */
  "duty.list": {
    params: { account: string }
    query: { contract?: string; side?: "provider" | "customer"; state?: "met" | "standing" | "waived" | "not-asked" | "will-be-unmet" | "open" | "overdue" | "broken" | "cannot" | "not-needed" | "unmet"; ended?: string }
    body: undefined
    answer: { contracts: ({ number: string; service: string; title: string; state: string; startsOn: string; endsOn: string; delayDays: number | null; items: ({ code: string; title: string; party: "provider" | "customer"; effect: "none" | "advice" | "blocks-activation" | "blocks-deliverable" | "pauses-work" | "chargeable"; clauses: (string)[]; policy: string | null; engagement: string | null; sum: boolean; needed: (string)[] | null; neededHere: boolean; due: { rule: string; words: string; on: string | null }; state: "met" | "standing" | "waived" | "not-asked" | "will-be-unmet" | "open" | "overdue" | "broken" | "cannot" | "not-needed"; since: string | null; forms: ("file" | "statement" | "none")[]; products: boolean; parts: ({ code: string; title: string; met: boolean })[]; fact: { met: boolean; found: string; expected: string } | null; evidence: { id: string; kind: "asked" | "met" | "lapsed" | "waived" | "cannot" | "withdrawn"; part: string | null; at: string; on: string; actor: string; side: "provider" | "customer"; text: string; nothing: boolean; file: { id: string; name: string } | null; paper?: { language: string; asOf: string }; products?: ({ serial: string; release: string; works: boolean })[]; until: string | null; refersTo: string | null } | null; lapse: { id: string; kind: "asked" | "met" | "lapsed" | "waived" | "cannot" | "withdrawn"; part: string | null; at: string; on: string; actor: string; side: "provider" | "customer"; text: string; nothing: boolean; file: { id: string; name: string } | null; paper?: { language: string; asOf: string }; products?: ({ serial: string; release: string; works: boolean })[]; until: string | null; refersTo: string | null } | null; waiver: { id: string; kind: "asked" | "met" | "lapsed" | "waived" | "cannot" | "withdrawn"; part: string | null; at: string; on: string; actor: string; side: "provider" | "customer"; text: string; nothing: boolean; file: { id: string; name: string } | null; paper?: { language: string; asOf: string }; products?: ({ serial: string; release: string; works: boolean })[]; until: string | null; refersTo: string | null } | null; notice: { id: string; kind: "asked" | "met" | "lapsed" | "waived" | "cannot" | "withdrawn"; part: string | null; at: string; on: string; actor: string; side: "provider" | "customer"; text: string; nothing: boolean; file: { id: string; name: string } | null; paper?: { language: string; asOf: string }; products?: ({ serial: string; release: string; works: boolean })[]; until: string | null; refersTo: string | null } | null; asks: ({ id: string; text: string; part: string | null; source: "document" | "guide" | "recommendation" | null; askedAt: string; askedOn: string; askedBy: string; dueOn: string | null; answer: { at: string; on: string; text: string } | null; waitedDays: number | null; onCase: boolean; case: { number: string; item: number } | null; software: { serial: string; version: string } | null })[]; cure: string })[]; engagements: ({ id: string; contract: string; kind: "request" | "window"; title: string; acts: (string)[]; openedOn: string; startsOn: string | null; windowStartsAt: string | null; windowEndsAt: string | null; zone: string; endedOn: string | null; delayDays: number | null; items: ({ code: string; title: string; party: "provider" | "customer"; effect: "none" | "advice" | "blocks-activation" | "blocks-deliverable" | "pauses-work" | "chargeable"; clauses: (string)[]; policy: string | null; engagement: string | null; sum: boolean; needed: (string)[] | null; neededHere: boolean; due: { rule: string; words: string; on: string | null }; state: "met" | "standing" | "waived" | "not-asked" | "will-be-unmet" | "open" | "overdue" | "broken" | "cannot" | "not-needed"; since: string | null; forms: ("file" | "statement" | "none")[]; products: boolean; parts: ({ code: string; title: string; met: boolean })[]; fact: { met: boolean; found: string; expected: string } | null; evidence: { id: string; kind: "asked" | "met" | "lapsed" | "waived" | "cannot" | "withdrawn"; part: string | null; at: string; on: string; actor: string; side: "provider" | "customer"; text: string; nothing: boolean; file: { id: string; name: string } | null; paper?: { language: string; asOf: string }; products?: ({ serial: string; release: string; works: boolean })[]; until: string | null; refersTo: string | null } | null; lapse: { id: string; kind: "asked" | "met" | "lapsed" | "waived" | "cannot" | "withdrawn"; part: string | null; at: string; on: string; actor: string; side: "provider" | "customer"; text: string; nothing: boolean; file: { id: string; name: string } | null; paper?: { language: string; asOf: string }; products?: ({ serial: string; release: string; works: boolean })[]; until: string | null; refersTo: string | null } | null; waiver: { id: string; kind: "asked" | "met" | "lapsed" | "waived" | "cannot" | "withdrawn"; part: string | null; at: string; on: string; actor: string; side: "provider" | "customer"; text: string; nothing: boolean; file: { id: string; name: string } | null; paper?: { language: string; asOf: string }; products?: ({ serial: string; release: string; works: boolean })[]; until: string | null; refersTo: string | null } | null; notice: { id: string; kind: "asked" | "met" | "lapsed" | "waived" | "cannot" | "withdrawn"; part: string | null; at: string; on: string; actor: string; side: "provider" | "customer"; text: string; nothing: boolean; file: { id: string; name: string } | null; paper?: { language: string; asOf: string }; products?: ({ serial: string; release: string; works: boolean })[]; until: string | null; refersTo: string | null } | null; asks: ({ id: string; text: string; part: string | null; source: "document" | "guide" | "recommendation" | null; askedAt: string; askedOn: string; askedBy: string; dueOn: string | null; answer: { at: string; on: string; text: string } | null; waitedDays: number | null; onCase: boolean; case: { number: string; item: number } | null; software: { serial: string; version: string } | null })[]; cure: string })[] })[] })[] }
  }
  /** Everything that happened to one duty, oldest first */
  "duty.history": {
    params: { account: string; contract: string; duty: string }
    query: { engagement?: string }
    body: undefined
    answer: { items: ({ id: string; kind: "asked" | "met" | "lapsed" | "waived" | "cannot" | "withdrawn"; part: string | null; at: string; on: string; actor: string; side: "provider" | "customer"; text: string; nothing: boolean; file: { id: string; name: string } | null; paper?: { language: string; asOf: string }; products?: ({ serial: string; release: string; works: boolean })[]; until: string | null; refersTo: string | null })[] }
  }
  /** Whether something may start now: every duty that it waits for, with its clause and what cures it. Cases are always taken in */
  "duty.holds": {
    params: { account: string; contract: string }
    query: { act: string; engagement?: string }
    body: undefined
    answer: { act: string; verdict: "free" | "held"; holds: ({ duty: string; title: string; clauses: (string)[]; party: "provider" | "customer"; engagement: string | null; state: "met" | "standing" | "waived" | "not-asked" | "will-be-unmet" | "open" | "overdue" | "broken" | "cannot" | "not-needed"; since: string | null; cure: string })[]; pauses: ({ duty: string; title: string; clauses: (string)[]; party: "provider" | "customer"; engagement: string | null; state: "met" | "standing" | "waived" | "not-asked" | "will-be-unmet" | "open" | "overdue" | "broken" | "cannot" | "not-needed"; since: string | null; cure: string })[]; perWork: ({ duty: string; title: string; clauses: (string)[]; party: "provider" | "customer" })[]; decision: Decision }
  }
  /** What is overdue, cannot be met or is awaited on a case, over every account: whose it is, since when, and what waits for it */
  "duty.board": {
    params: undefined
    query: { side?: "provider" | "customer"; account?: string; cursor?: string }
    body: undefined
    answer: { items: ({ account: string; accountName: string; contract: string; service: string; engagement: string | null; engagementTitle: string | null; duty: string; title: string; clauses: (string)[]; party: "provider" | "customer"; state: "met" | "standing" | "waived" | "not-asked" | "will-be-unmet" | "open" | "overdue" | "broken" | "cannot" | "not-needed"; since: string | null; needed: (string)[] | null; cure: string; cases: ({ number: string; item: number; dueOn: string | null })[] })[]; next: string | null }
  }
  /** Open a piece of work under a contract: a service request or a change window, and what is started in it */
  "engagement.open": {
    params: { account: string; contract: string }
    query: undefined
    body: { kind: "request" | "window"; title: string; acts: (string)[]; startsOn?: string; windowStartsAt?: string; windowEndsAt?: string; zone?: string }
    answer: { id: string; contract: string; kind: "request" | "window"; title: string; acts: (string)[]; openedOn: string; startsOn: string | null; windowStartsAt: string | null; windowEndsAt: string | null; zone: string; endedOn: string | null }
  }
  /** Move a piece of work: another title, first day or window */
  "engagement.move": {
    params: { account: string; engagement: string }
    query: undefined
    body: { title?: string; startsOn?: string | null; windowStartsAt?: string; windowEndsAt?: string; zone?: string }
    answer: unknown
  }
  /** End a piece of work: nothing of it waits any longer, and what was lent for it is due back */
  "engagement.end": {
    params: { account: string; engagement: string }
    query: undefined
    body: undefined
    answer: unknown
  }
  /** Equipment lent to an account: where it is, whose the risk is today or was at an instant, and when it is due back */
  "loan.list": {
    params: { account: string }
    query: { riskAt?: string }
    body: undefined
    answer: { items: ({ id: string; contract: string; engagement: string | null; serial: string; what: string; purpose: string; site: string; zone: string; contact: string; recordedAt: string; title: "provider"; state: "recorded" | "not-confirmed" | "active" | "due-back" | "overdue" | "returned" | "written-off"; risk: "provider" | "customer"; riskFrom: string | null; riskTo: string | null; value: { amount: string; currency: string } | null; confirmed: { text: string; by: string; on: string } | null; returnDue: string | null; returnDueBecause: "service-end" | "request" | null; instructions: string; overdueSince: string | null; incidents: ({ id: string; kind: "damage" | "loss" | "theft"; on: string; text: string; reportedBy: string; estimate: { amount: string; currency: string } | null; settled: { charged: { amount: string; currency: string } | null; by: string; at: string; reason: string } | null })[] })[] }
  }
  /** Record equipment that is to be lent to a site */
  "loan.record": {
    params: { account: string; contract: string }
    query: undefined
    body: { engagement?: string; serial: string; what: string; purpose?: string; site: string; contact: string }
    answer: { id: string }
  }
  /** The receipt of the hand-over, with the value: from here the risk is the customer’s */
  "loan.hand-over": {
    params: { account: string; loan: string }
    query: undefined
    body: { value?: { amount: string; currency: string }; receivedBy: string; receivedAt?: string }
    answer: unknown
  }
  /** Confirm the secured area and who may enter it; before that the loan is not active */
  "loan.confirm": {
    params: { account: string; loan: string }
    query: undefined
    body: { area: string; access: string }
    answer: unknown
  }
  /** Ask for equipment back: due today, and how it goes back */
  "loan.ask-back": {
    params: { account: string; loan: string }
    query: undefined
    body: { instructions: string }
    answer: unknown
  }
  /** The receipt of the return: the risk is the provider’s again */
  "loan.return": {
    params: { account: string; loan: string }
    query: undefined
    body: { text?: string; returnedAt?: string }
    answer: unknown
  }
  /** Report damage, loss or theft of equipment that is lent */
  "loan.report": {
    params: { account: string; loan: string }
    query: undefined
    body: { incident: "damage" | "loss" | "theft"; text: string; estimate?: { amount: string; currency: string }; on?: string }
    answer: { id: string }
  }
  /** Decide about the charge for damage, loss or theft: a line of money, or none */
  "loan.charge": {
    params: { account: string; loan: string; incident: string }
    query: undefined
    body: { charge?: { amount: string; currency: string }; reason: string }
    answer: unknown
  }
  /** Who takes part in a piece of work, who answers for them, and what third parties cost */
  "participant.list": {
    params: { account: string; contract: string; engagement: string }
    query: undefined
    body: undefined
    answer: { customer: { code: string; name: string }; endUser: { code: string; name: string } | null; items: (Participant)[] }
  }
  /** Name a person of the customer or a third party who takes part; third parties are the customer’s to coordinate */
  "participant.add": {
    params: { account: string; contract: string; engagement: string }
    query: undefined
    body: { kind: "person" | "third-party"; name: string; email?: string | ""; part: string; coordinator?: string; certificate?: string; owner?: "customer" | "provider" }
    answer: Participant
  }
  /** Say that somebody takes no part any more */
  "participant.end": {
    params: { account: string; contract: string; engagement: string; participant: string }
    query: undefined
    body: undefined
    answer: Participant
  }
  /** Say whether somebody shows the skill that the work needs; who does not does nothing technical in it */
  "participant.assess": {
    params: { account: string; contract: string; engagement: string; participant: string }
    query: undefined
    body: { passed: boolean; note: string }
    answer: Participant
  }
  /** Write what a third party costs and who bears it; the provider by a written agreement alone */
  "participant.cost": {
    params: { account: string; contract: string; engagement: string; participant: string }
    query: undefined
    body: { what: string; cents: number; currency: string; borneBy?: "customer" | "provider"; agreement?: string }
    answer: Participant
  }
  /** Send a file that is evidence for a duty; it is hashed, scanned and never executed */
  "duty-file.add": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { id: string; name: string; sizeBytes: number; sha256: string }
  }
  /** Download evidence; it is served inert, with its secrets masked */
  "duty-file.read": {
    params: { account: string; evidence: string }
    query: undefined
    body: undefined
    answer: string
  }
  /** The table of lifecycle dates: releases, products and modules, each date with how it is known */
  "lifecycle.list": {
    params: undefined
    query: { limit?: number; cursor?: string; query?: string; kind?: "release" | "product" | "module" }
    body: undefined
    answer: { items: ({ key: string; kind: "release" | "product" | "module"; software: string; name: string; withdrawn: boolean; note: string; rule: { engineeringMonths: number; supportMonths: number } | null; noRule: string | null; dates: ({ milestone: "documented" | "firstShipped" | "announced" | "lastOrder" | "endOfEngineering" | "endOfSupport"; label: "published" | "recalled" | "computed"; on: string; source: string })[]; byRule: ({ milestone: "documented" | "firstShipped" | "announced" | "lastOrder" | "endOfEngineering" | "endOfSupport"; label: "published" | "recalled" | "computed"; on: string; source: string })[]; version: number; changedAt: string })[]; next: string | null }
  }
  /** Write one entry of the lifecycle table by hand, or amend it; what it said before is kept */
  "lifecycle.write": {
    params: undefined
    query: undefined
    body: { kind: "release" | "product" | "module"; software?: string; name: string; withdrawn?: boolean; note?: string; rule?: { engineeringMonths: number; supportMonths: number } | null; dates: ({ milestone: "documented" | "firstShipped" | "announced" | "lastOrder" | "endOfEngineering" | "endOfSupport"; label: "published" | "recalled" | "computed"; on: string; source: string })[]; version?: number }
    answer: { key: string; kind: "release" | "product" | "module"; software: string; name: string; withdrawn: boolean; note: string; rule: { engineeringMonths: number; supportMonths: number } | null; noRule: string | null; dates: ({ milestone: "documented" | "firstShipped" | "announced" | "lastOrder" | "endOfEngineering" | "endOfSupport"; label: "published" | "recalled" | "computed"; on: string; source: string })[]; byRule: ({ milestone: "documented" | "firstShipped" | "announced" | "lastOrder" | "endOfEngineering" | "endOfSupport"; label: "published" | "recalled" | "computed"; on: string; source: string })[]; version: number; changedAt: string }
  }
  /** What an entry of the table said before, who changed it and when */
  "lifecycle.history": {
    params: undefined
    query: { key: string }
    body: undefined
    answer: { items: ({ version: number; at: string; actor: string; source: string; changes: (string)[] })[] }
  }
  /** Take lifecycle dates from a CSV table of releases or products; a dry run shows each row’s fate */
  "lifecycle.import": {
    params: undefined
    query: undefined
    body: { name: string; text: string; dryRun?: boolean; software?: string; order?: "month-first" | "day-first"; label?: "published" | "recalled" | "computed" }
    answer: { rows: ({ line: number; fate: "new" | "changed" | "same" | "refused"; subject: string; dates: ({ milestone: "documented" | "firstShipped" | "announced" | "lastOrder" | "endOfEngineering" | "endOfSupport"; label: "published" | "recalled" | "computed"; on: string; source: string })[]; changes: (string)[]; notes: (string)[]; problems: ({ column: string; found: string; expected: string; toDo: string })[] })[]; unread: (string)[]; order: "month-first" | "day-first" | "mixed" | "not said"; more: number }
  }
  /** When the devices of an account leave support, the first to leave first, and how many leave within 3, 6 and 12 months */
  "lifecycle.devices": {
    params: { account: string }
    query: { limit?: number; cursor?: string; query?: string; band?: "past" | "within 3 months" | "within 6 months" | "within 12 months" | "later" | "unknown"; of?: "product" | "release"; label?: "published" | "recalled" | "computed" | "by hand"; age?: "under 1 year" | "1 to 2 years" | "2 to 3 years" | "3 to 4 years" | "4 years and more" | "not known" }
    body: undefined
    answer: { on: string; counts: Record<string, number>; items: ({ serial: string; product: string; kind: "chassis" | "member" | "module" | "software"; release: string; status: "in-use" | "spare" | "decommissioned"; site: string | null; first: { of: "device" | "product" | "release"; on: string; label: "published" | "recalled" | "computed" | "by hand"; entry: string; source: string } | null; other: { of: "device" | "product" | "release"; on: string; label: "published" | "recalled" | "computed" | "by hand"; entry: string; source: string } | null; band: "past" | "within 3 months" | "within 6 months" | "within 12 months" | "later" | "unknown"; shipped: { on: string; label: "published" | "recalled" | "computed" } | null })[]; next: string | null }
  }
  /** How many devices of an account run a release of which age, by when its branch first shipped, and of how many that is not known */
  "lifecycle.ages": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { on: string; ages: ({ band: "under 1 year" | "1 to 2 years" | "2 to 3 years" | "3 to 4 years" | "4 years and more" | "not known"; devices: number; known: Record<string, number> })[] }
  }
  /** The lifecycle dates of a device’s product and release, each with how it is known, and which end of support comes first */
  "device.lifecycle": {
    params: { account: string; serial: string }
    query: undefined
    body: undefined
    answer: { product: { subject: string; withdrawn: boolean; dates: ({ milestone: "documented" | "firstShipped" | "announced" | "lastOrder" | "endOfEngineering" | "endOfSupport"; label: "published" | "recalled" | "computed"; on: string; source: string; entry: string })[] } | null; release: { subject: string; withdrawn: boolean; dates: ({ milestone: "documented" | "firstShipped" | "announced" | "lastOrder" | "endOfEngineering" | "endOfSupport"; label: "published" | "recalled" | "computed"; on: string; source: string; entry: string })[] } | null; ends: ({ of: "device" | "product" | "release"; on: string; label: "published" | "recalled" | "computed" | "by hand"; entry: string; source: string })[]; band: "past" | "within 3 months" | "within 6 months" | "within 12 months" | "later" | "unknown"; on: string }
  }
  /** Letters to an account about ends of support and of engineering that come near or have moved, newest first */
  "lifecycle.letters": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { items: ({ id: string; at: string; subject: string; recipients: (string)[]; items: ({ fate: "near" | "moved" | "withdrawn"; of: "product" | "release"; subject: string; milestone: "endOfEngineering" | "endOfSupport"; on: string; label: "published" | "recalled" | "computed" | "by hand" | null; months: number | null; before: string | null; serials: (string)[] })[] })[] }
  }
  /** What is published about the software, newest first */
  "advisory.list": {
    params: undefined
    query: { limit?: number; cursor?: string; query?: string; kind?: "JSA" | "PBN" | "TSB"; severity?: "critical" | "high" | "medium" | "low" | "none"; exploited?: string; state?: "draft" | "published" }
    body: undefined
    answer: { items: ({ key: string; number: string; kind: "JSA" | "PBN" | "TSB"; title: string; state: "draft" | "published"; severity: "critical" | "high" | "medium" | "low" | "none"; exploited: boolean; rejected: boolean; doubts: number; publishedAt: string | null; updatedAt: string | null; source: string; version: number; changedAt: string })[]; next: string | null }
  }
  /** Write a record of one’s own, or amend it; as a draft until it is published */
  "advisory.write": {
    params: undefined
    query: undefined
    body: { record: { number: string; kind: "JSA" | "PBN" | "TSB"; about?: "software" | "hardware"; title: string; description?: string; impact?: "critical" | "major" | "minor" | null; publishedAt?: string | null; withdrawn?: boolean; affected?: ({ product: "Junos OS" | "Junos OS Evolved"; platforms?: (string)[]; releases?: ({ status?: "affected" | "unaffected"; from?: string; fixedIn?: (string)[]; through?: string })[] })[]; configuration?: (string)[]; solution?: string; workaround?: string; defects?: (string)[]; references?: (string)[] }; publish?: boolean }
    answer: { name: string; fate: "new" | "amended" | "unchanged" | "older" | "no record"; key: string | null; number: string | null; title: string; notes: (string)[]; changes: (string)[] }
  }
  /** One record with everything it says, its doubts, and how it was amended */
  "advisory.read": {
    params: { key: string }
    query: undefined
    body: undefined
    answer: { key: string; number: string; kind: "JSA" | "PBN" | "TSB"; title: string; state: "draft" | "published"; severity: "critical" | "high" | "medium" | "low" | "none"; exploited: boolean; rejected: boolean; doubts: number; publishedAt: string | null; updatedAt: string | null; source: string; version: number; changedAt: string; record: { about?: "software" | "hardware"; description: string; advisories: (string)[]; cve: string | null; impact: "critical" | "major" | "minor" | null; scores: ({ scheme: string; score: number; severity: string; vector: string })[]; exploits: string; entries: ({ product: string; platforms: (string)[]; modules: (string)[]; defaultStatus: "affected" | "unaffected" | "unknown" | null; rows: ({ status: "affected" | "unaffected" | "unknown"; version: string; lessThan?: string; lessThanOrEqual?: string; changes?: ({ at: string; status: string })[] })[] })[]; requirements: ({ text: string; paths: (string)[] })[]; solutions: string; workarounds: string; defects: (string)[]; references: (string)[]; timeline: ({ at: string; text: string })[]; doubts: ({ rule: string; message: string; row?: number })[] }; versions: ({ version: number; at: string; actor: string; source: string; updatedAt: string | null; changes: (string)[] })[]; together: ({ key: string; number: string; kind: "JSA" | "PBN" | "TSB"; title: string; state: "draft" | "published"; severity: "critical" | "high" | "medium" | "low" | "none"; exploited: boolean; rejected: boolean; doubts: number; publishedAt: string | null; updatedAt: string | null; source: string; version: number; changedAt: string })[] }
  }
  /** The text a version of a record came from, as it was taken */
  "advisory.original": {
    params: { key: string; version: number }
    query: undefined
    body: undefined
    answer: { original: unknown }
  }
  /** Take records into the register: CVE records, CSAF advisories, records of one’s own; what is known already changes nothing */
  "advisory.import": {
    params: undefined
    query: undefined
    body: { records: ({ name: string; text: string })[]; dryRun?: boolean; draft?: boolean }
    answer: { fates: ({ name: string; fate: "new" | "amended" | "unchanged" | "older" | "no record"; key: string | null; number: string | null; title: string; notes: (string)[]; changes: (string)[] })[] }
  }
  /** Publish a draft: customers see it, and devices are matched against it */
  "advisory.publish": {
    params: { key: string }
    query: undefined
    body: undefined
    answer: { key: string; number: string; kind: "JSA" | "PBN" | "TSB"; title: string; state: "draft" | "published"; severity: "critical" | "high" | "medium" | "low" | "none"; exploited: boolean; rejected: boolean; doubts: number; publishedAt: string | null; updatedAt: string | null; source: string; version: number; changedAt: string }
  }
  /** Published records by how many devices of an account they are about, worst first */
  "exposure.list": {
    params: { account: string }
    query: { limit?: number; cursor?: string; verdict?: "affected" | "unknown" | "not evaluated" | "fixed"; severity?: "critical" | "high" | "medium" | "low" | "none"; exploited?: string; open?: string; query?: string }
    body: undefined
    answer: { items: ({ advisory: { key: string; number: string; kind: "JSA" | "PBN" | "TSB"; title: string; state: "draft" | "published"; severity: "critical" | "high" | "medium" | "low" | "none"; exploited: boolean; rejected: boolean; doubts: number; publishedAt: string | null; updatedAt: string | null; source: string; version: number; changedAt: string }; affected: number; unknown: number; notEvaluated: number; fixed: number; since: string | null; call: "open" | "relevant" | "not relevant"; settledAt: string | null; acknowledged: "all" | number })[]; next: string | null }
  }
  /** How exposed an account is: devices that are judged and that cannot be, their releases, and exposure over half a year */
  "exposure.summary": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { judged: number; affected: number; unjudged: { count: number; serials: (string)[] }; releases: ({ release: string; devices: number })[]; overTime: ({ at: string; pairs: Record<string, number> })[] }
  }
  /** What a record comes to for an account: counts, the advisor’s follow-up, acknowledgements */
  "exposure.read": {
    params: { account: string; key: string }
    query: undefined
    body: undefined
    answer: { affected: number; unknown: number; notEvaluated: number; fixed: number; followUp: { openedAt: string; call: "open" | "relevant" | "not relevant"; reason: string; calledBy: string | null; calledAt: string | null; outcome: "workaround" | "action" | "none" | null; contact: string | null; discussedOn: string | null; settledBy: string | null; settledAt: string | null } | null; acknowledgements: ({ id: string; serial: string | null; reason: string; expiresOn: string | null; by: string; at: string })[] }
  }
  /** Devices that a record is about, with what decided */
  "exposure.devices": {
    params: { account: string; key: string }
    query: { limit?: number; cursor?: string; verdict?: "affected" | "unknown" | "not evaluated" | "fixed" }
    body: undefined
    answer: { items: ({ serial: string; product: string; release: string; verdict: "affected" | "unknown" | "not evaluated" | "fixed"; match: { why: (string)[]; fix: string | null; needs: (string)[]; doubts: ({ rule: string; message: string; row?: number })[] }; since: string; until: string | null; acknowledged: { id: string; serial: string | null; reason: string; expiresOn: string | null; by: string; at: string } | null })[]; next: string | null }
  }
  /** Accounts with devices that a record affects, or may */
  "exposure.accounts": {
    params: { key: string }
    query: undefined
    body: undefined
    answer: { items: ({ account: string; accountName: string; affected: number; unknown: number })[] }
  }
  /** Published records that are about a device, with what decided; or all that ever were */
  "device.exposure": {
    params: { account: string; serial: string }
    query: { past?: string }
    body: undefined
    answer: { judged: boolean; items: ({ serial: string; product: string; release: string; verdict: "affected" | "unknown" | "not evaluated" | "fixed"; match: { why: (string)[]; fix: string | null; needs: (string)[]; doubts: ({ rule: string; message: string; row?: number })[] }; since: string; until: string | null; acknowledged: { id: string; serial: string | null; reason: string; expiresOn: string | null; by: string; at: string } | null; advisory: { key: string; number: string; kind: "JSA" | "PBN" | "TSB"; title: string; state: "draft" | "published"; severity: "critical" | "high" | "medium" | "low" | "none"; exploited: boolean; rejected: boolean; doubts: number; publishedAt: string | null; updatedAt: string | null; source: string; version: number; changedAt: string } })[] }
  }
  /** Take records from an address: a record, a list of them, or the list of a CSAF provider */
  "advisory.fetch": {
    params: undefined
    query: undefined
    body: { url: string; dryRun?: boolean; draft?: boolean; from?: number }
    answer: { fates: ({ name: string; fate: "new" | "amended" | "unchanged" | "older" | "no record"; key: string | null; number: string | null; title: string; notes: (string)[]; changes: (string)[] })[]; listed: number; next: number | null }
  }
  /** Feeds of published records that are asked by themselves, each with its last answer and when it is asked next */
  "advisory-feed.list": {
    params: undefined
    query: undefined
    body: undefined
    answer: { items: ({ id: string; url: string; title: string; shape: "record" | "list of records" | "ROLIE feed" | "index" | "table of changes" | null; everyHours: number; state: "active" | "paused"; asking: boolean; askedAt: string | null; answer: string; nextAskAt: string; failures: number; failingSince: string | null; addedBy: string; addedAt: string; version: number })[] }
  }
  /** Have an address asked for records by itself, now and every so many hours */
  "advisory-feed.add": {
    params: undefined
    query: undefined
    body: { url: string; title?: string; everyHours?: number }
    answer: { id: string; url: string; title: string; shape: "record" | "list of records" | "ROLIE feed" | "index" | "table of changes" | null; everyHours: number; state: "active" | "paused"; asking: boolean; askedAt: string | null; answer: string; nextAskAt: string; failures: number; failingSince: string | null; addedBy: string; addedAt: string; version: number }
  }
  /** A feed with what its last fifty askings came to, and which of its records could not be read */
  "advisory-feed.read": {
    params: { feed: string }
    query: undefined
    body: undefined
    answer: { id: string; url: string; title: string; shape: "record" | "list of records" | "ROLIE feed" | "index" | "table of changes" | null; everyHours: number; state: "active" | "paused"; asking: boolean; askedAt: string | null; answer: string; nextAskAt: string; failures: number; failingSince: string | null; addedBy: string; addedAt: string; version: number; asks: ({ at: string; outcome: "read" | "same" | "failed"; answer: string; fresh: number; amended: number; same: number; unread: number; fates: ({ name: string; fate: "new" | "amended" | "unchanged" | "older" | "no record"; key: string | null; number: string | null; title: string; notes: (string)[]; changes: (string)[] })[] })[]; read: number; unread: ({ address: string; why: string; askedAt: string })[] }
  }
  /** Change how a feed is called and how often it is asked, pause it or let it go on */
  "advisory-feed.change": {
    params: { feed: string }
    query: undefined
    body: { title: string; everyHours: number; state: "active" | "paused" }
    answer: { id: string; url: string; title: string; shape: "record" | "list of records" | "ROLIE feed" | "index" | "table of changes" | null; everyHours: number; state: "active" | "paused"; asking: boolean; askedAt: string | null; answer: string; nextAskAt: string; failures: number; failingSince: string | null; addedBy: string; addedAt: string; version: number }
  }
  /** Ask an address no more; the records that it brought stay */
  "advisory-feed.remove": {
    params: { feed: string }
    query: undefined
    body: undefined
    answer: unknown
  }
  /** Have a feed asked now */
  "advisory-feed.ask": {
    params: { feed: string }
    query: undefined
    body: undefined
    answer: { id: string; url: string; title: string; shape: "record" | "list of records" | "ROLIE feed" | "index" | "table of changes" | null; everyHours: number; state: "active" | "paused"; asking: boolean; askedAt: string | null; answer: string; nextAskAt: string; failures: number; failingSince: string | null; addedBy: string; addedAt: string; version: number }
  }
  /** Records to be judged or talked through, over every account: what an advisor has to do */
  "exposure.waiting": {
    params: undefined
    query: { account?: string; call?: "open" | "relevant" }
    body: undefined
    answer: { items: ({ account: string; accountName: string; openedAt: string; call: "open" | "relevant" | "not relevant"; advisory: { key: string; number: string; kind: "JSA" | "PBN" | "TSB"; title: string; state: "draft" | "published"; severity: "critical" | "high" | "medium" | "low" | "none"; exploited: boolean; rejected: boolean; doubts: number; publishedAt: string | null; updatedAt: string | null; source: string; version: number; changedAt: string } })[] }
  }
  /** Say whether a record is relevant for the network of an account, and why */
  "exposure.call": {
    params: { account: string; key: string }
    query: undefined
    body: { call: "relevant" | "not relevant"; reason: string }
    answer: unknown
  }
  /** Settle a record after a talk with a named contact */
  "exposure.settle": {
    params: { account: string; key: string }
    query: undefined
    body: { outcome: "workaround" | "action" | "none"; contact: string; discussedOn: string }
    answer: unknown
  }
  /** Judge a record anew that was settled or called not relevant */
  "exposure.reopen": {
    params: { account: string; key: string }
    query: undefined
    body: undefined
    answer: unknown
  }
  /** Say why a device, or all devices, may stay as they are for now */
  "exposure.acknowledge": {
    params: { account: string; key: string }
    query: undefined
    body: { serial?: string | null; reason: string; expiresOn?: string | null }
    answer: unknown
  }
  /** Take an acknowledgement back */
  "exposure.take-back": {
    params: { account: string; key: string; id: string }
    query: undefined
    body: undefined
    answer: unknown
  }
  /** Releases that published records name as fixes: what each removes from the exposure of a device, keeps and brings in */
  "device.upgrade": {
    params: { account: string; serial: string }
    query: undefined
    body: undefined
    answer: { release: string | null; seen: { on: string | null; stale: boolean; clause: string }; affected: (string)[]; uncertain: (string)[]; candidates: ({ release: string; step: "service" | "maintenance" | "branch"; branchesOn: number; removes: (string)[]; keeps: (string)[]; brings: (string)[]; uncertain: (string)[] })[]; records: ({ key: string; number: string; kind: "JSA" | "PBN" | "TSB"; title: string; state: "draft" | "published"; severity: "critical" | "high" | "medium" | "low" | "none"; exploited: boolean; rejected: boolean; doubts: number; publishedAt: string | null; updatedAt: string | null; source: string; version: number; changedAt: string })[] }
  }
  /** Escalations I may see, newest first */
  "escalation.list": {
    params: undefined
    query: { limit?: number }
    body: undefined
    answer: { items: ({ case: string; account: string; summary: string; priority: string; kind: string; step: number; code: string; dueAt: string; at: string; reason: string; clauses: (string)[]; told: (string)[] })[] }
  }
  /** Escalations that somebody asked for, newest first */
  "escalation.requests": {
    params: undefined
    query: { limit?: number; cursor?: string; state?: "open" | "done" | "withdrawn"; mine?: string }
    body: undefined
    answer: { items: (EscalationRequest)[]; next: string | null }
  }
  /** Whom to call at this hour, and who leads an escalation */
  "desk.read": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { entitled: boolean; why: string; clauses: (string)[]; phone: string | null; lead: "desk" | "advisor" | null; advisor: string | null; advisorFrom: string | null }
  }
  /** Ask for escalation; the desk takes it at every hour */
  "escalation.raise": {
    params: { account: string; case: string }
    query: undefined
    body: { reason: string; severity?: "high" | "medium" | "low" }
    answer: EscalationRequest
  }
  /** Take an escalation, or hand it over */
  "escalation.own": {
    params: { account: string; case: string; escalation: string }
    query: undefined
    body: { to: string; reason?: string }
    answer: EscalationRequest
  }
  /** Move an escalation up a level, or down again */
  "escalation.level": {
    params: { account: string; case: string; escalation: string }
    query: undefined
    body: { level: number; reason: string }
    answer: EscalationRequest
  }
  /** Change how severe it is, or how often the customer hears of it */
  "escalation.change": {
    params: { account: string; case: string; escalation: string }
    query: undefined
    body: { severity?: "high" | "medium" | "low"; reportHours?: number; reason: string }
    answer: EscalationRequest
  }
  /** Write down what the watch saw; among staff */
  "escalation.watch": {
    params: { account: string; case: string; escalation: string }
    query: undefined
    body: { text: string }
    answer: EscalationRequest
  }
  /** Report the status to the customer; the next report is due after the cadence */
  "escalation.report": {
    params: { account: string; case: string; escalation: string }
    query: undefined
    body: { text: string }
    answer: EscalationRequest
  }
  /** The service manager signs an escalation off, with what was seen */
  "escalation.sign": {
    params: { account: string; case: string; escalation: string }
    query: undefined
    body: { text: string }
    answer: EscalationRequest
  }
  /** An escalation is done, with what came of it */
  "escalation.done": {
    params: { account: string; case: string; escalation: string }
    query: undefined
    body: { text: string }
    answer: EscalationRequest
  }
  /** Take back an escalation that one’s own side asked for */
  "escalation.withdraw": {
    params: { account: string; case: string; escalation: string }
    query: undefined
    body: { reason: string }
    answer: EscalationRequest
  }
  /** Calls of the desk, newest first: what rings, and who answered */
  "page.list": {
    params: undefined
    query: { state?: "ringing" | "acknowledged" | "unanswered" | "over"; limit?: number }
    body: undefined
    answer: { items: ({ id: string; case: string; account: string; summary: string; priority: string; team: string; reason: string; startedAt: string; state: "ringing" | "acknowledged" | "unanswered" | "over"; calls: ({ name: string; at: string })[]; acknowledgedAt: string | null; acknowledgedBy: string | null })[] }
  }
  /** Answer a call: the calling ends; it is no response to the customer */
  "page.acknowledge": {
    params: { account: string; case: string; page: string }
    query: undefined
    body: undefined
    answer: { acknowledged: true }
  }
  /** Rosters, who is on call now or was at an instant, and the next gap */
  "roster.list": {
    params: undefined
    query: { at?: string }
    body: undefined
    answer: { items: ({ id: string; team: string; theatre: string | null; title: string; zone: string; version: number; onCall: ({ tier: number; personId: string; name: string; by: "turn" | "stand-in" | "override"; layer: string | null })[]; nextGap: { from: string; to: string } | null })[] }
  }
  /** Write a roster for a team */
  "roster.add": {
    params: undefined
    query: undefined
    body: { team: "frontline-tac" | "senior-tac" | "escalation-desk" | "advisors" | "service-managers" | "engineers" | "customer-care" | "contracts" | "finance" | "management"; theatre?: "AMERICAS" | "EMEA" | "APAC" | null; title: string; zone: string; layers: ({ title: string; tier: number; zone: string; people: (string)[]; start: string; turnDays: number; hours: { days: (number)[]; from: string; to: string } | null; holidays: (string)[] })[] }
    answer: Roster
  }
  /** A roster with who serves when, its gaps, overrides and notes */
  "roster.read": {
    params: { account: string; roster: string }
    query: { from?: string; to?: string }
    body: undefined
    answer: Roster
  }
  /** Change a roster from now on; what was stays as it was */
  "roster.edit": {
    params: { account: string; roster: string }
    query: undefined
    body: { title?: string; zone?: string; layers?: ({ title: string; tier: number; zone: string; people: (string)[]; start: string; turnDays: number; hours: { days: (number)[]; from: string; to: string } | null; holidays: (string)[] })[] }
    answer: Roster
  }
  /** Put somebody on call for a while instead of whose turn it is */
  "roster.swap": {
    params: { account: string; roster: string }
    query: undefined
    body: { person: string; tier?: number; from: string; to: string; reason: string }
    answer: Roster
  }
  /** Take an override back; it stands for the time before */
  "roster.swap-back": {
    params: { account: string; roster: string; override: string }
    query: undefined
    body: undefined
    answer: Roster
  }
  /** Write down what the next shift has to know */
  "roster.hand-over": {
    params: { account: string; roster: string }
    query: undefined
    body: { text: string }
    answer: Roster
  }
  /** Make a new address for the calendar feed; the old one ends, the new one is shown this once */
  "roster.renew-feed": {
    params: { account: string; roster: string }
    query: undefined
    body: undefined
    answer: { path: string }
  }
  /** A roster for people’s own calendars (iCalendar); the address is the secret */
  "roster.feed": {
    params: { roster: string; secret: string }
    query: undefined
    body: undefined
    answer: string
  }
  /** Figures of the desk over a period: volume, responses, misses, backlog and load */
  "report.desk": {
    params: undefined
    query: { from: string; to: string; zone?: string; account?: string }
    body: undefined
    answer: { zone: string; at: string; volume: ({ day: string; opened: number; closed: number })[]; responses: ({ priority: string; met: number; missed: number; running: number; none: number; metShare: number | null })[]; misses: ({ band: string; count: number })[]; missReasons: ({ reason: "nobody-took-it" | "nobody-reached-out" | "did-not-count"; count: number })[]; missed: ({ case: string; priority: string; reason: "nobody-took-it" | "nobody-reached-out" | "did-not-count"; said: string })[]; backlog: ({ priority: string; band: string; count: number })[]; load: ({ queue: string; weekday: number; hour: number; count: number })[] }
  }
  /** The reports that a contract promises over its term, each with the day by which it is due and what was sent */
  "network-report.list": {
    params: { account: string; contract: string }
    query: undefined
    body: undefined
    answer: { contract: string; items: ({ kind: "quarter" | "month"; from: string; to: string; clauses: (string)[]; dueOn: string | null; state: "to come" | "running" | "due" | "late" | "sent" | "sent late"; sent: ({ version: number; sentBy: string; at: string; sha256: string; why: string })[] })[] }
  }
  /** One report: as it was sent, or as it would read now */
  "network-report.read": {
    params: { account: string; contract: string; kind: "quarter" | "month"; from: string }
    query: { version?: number }
    body: undefined
    answer: { kind: "quarter" | "month"; from: string; to: string; clauses: (string)[]; dueOn: string | null; state: "to come" | "running" | "due" | "late" | "sent" | "sent late"; sent: ({ version: number; sentBy: string; at: string; sha256: string; why: string })[]; installBase: { total: number; covered: ({ serial: string; product: string; site: string; until: string; onThisContract: boolean })[]; uncovered: ({ serial: string; product: string; site: string; why: string; clause: string })[] } | null; endOfLife: ({ serial: string; product: string; on: string | null; of?: "device" | "product" | "release" | null; announcedOn?: string | null; lastOrderOn?: string | null; state?: "passed" | "ahead" | "no notice known" })[] | null; cases: { total: number; before: (number)[]; byProduct: ({ of: string; count: number; records: (string)[]; before: (number)[] })[]; byType: ({ of: string; count: number; records: (string)[]; before: (number)[] })[]; byPriority: ({ of: string; count: number; records: (string)[]; before: (number)[] })[] } | null; returns: { total: number; byState: ({ of: string; count: number; records: (string)[] })[]; byProduct: ({ of: string; count: number; records: (string)[] })[]; byCase: ({ of: string; count: number; records: (string)[] })[] } | null; defects: ({ from: string; to: string; total: number; products: ({ product: string; defects: ({ record: string; title: string; severity: "critical" | "major"; count: number; devices: (string)[] })[] })[] })[]; contract: string; version: number | null }
  }
  /** Sends a report: what it says is kept as it is, and the customer hears of it */
  "network-report.send": {
    params: { account: string; contract: string; kind: "quarter" | "month"; from: string }
    query: undefined
    body: { why?: string }
    answer: { kind: "quarter" | "month"; from: string; to: string; clauses: (string)[]; dueOn: string | null; state: "to come" | "running" | "due" | "late" | "sent" | "sent late"; sent: ({ version: number; sentBy: string; at: string; sha256: string; why: string })[] }
  }
  /** What was promised under a contract in a period beside what is on record of it, with gaps */
  "proof.read": {
    params: { account: string; contract: string }
    query: { from?: string; to?: string }
    body: undefined
    answer: { account: string; contract: string; offering: string; offeringTitle: string; offeringVersion: number; from: string; to: string; startsOn: string; endsOn: string; sum: { lines: number; delivered: number; partly: number; gaps: number; notAsked: number }; lines: ({ kind: "deliverable" | "response" | "duty" | "request"; code: string; title: string; clauses: (string)[]; promised: string; due: number | null; fate: "delivered" | "partly" | "not met" | "not on record" | "not asked for"; gap: string; delivered: ({ clauses: (string)[]; on: string; by: string; what: string; evidence: ({ kind: "document" | "text" | "review" | "minutes" | "case" | "letter" | "meeting" | "duty-file"; ref: string; path: string | null; sha256: string | null })[] })[] })[] }
  }
  /** The same as a folder: an index, the data, every piece of evidence, and the hash of each */
  "proof.export": {
    params: { account: string; contract: string }
    query: { from?: string; to?: string }
    body: undefined
    answer: string
  }
  /** What is overdue, due today and due in the days after it over every account that I may see */
  "day.read": {
    params: undefined
    query: { days?: number; account?: string; zone?: string }
    body: undefined
    answer: { today: string; to: string; overdue: number; due: number; later: number; cut: boolean; items: ({ kind: "window" | "open-issue" | "review" | "meeting" | "action" | "request" | "service-day" | "deliverable" | "signature" | "installation" | "enquiry" | "recording" | "webinar-question" | "asked" | "miss-reason" | "automation" | "planned-change" | "credits" | "renewal"; account: string; ref: string; title: string; on: string; who: string })[] }
  }
  /** What was to be sent, newest first */
  "outbox.list": {
    params: undefined
    query: { limit?: number; cursor?: string; kind?: "management-alert" | "alarm" | "case-notice" | "advisory-notice" | "lifecycle-notice" | "credit-notice" | "request-notice" | "review-notice" | "meeting-notice" | "duty-notice" | "change-notice" | "software-notice" | "contact-notice" | "session-notice" | "staff-notice" | "invitation" | "mail-answer" | "webhook-disabled"; state?: "pending" | "sent" | "shown" | "failed" }
    body: undefined
    answer: { items: ({ id: string; account: string; kind: string; subject: string; state: "pending" | "sent" | "shown" | "failed"; createdAt: string; sentAt: string | null; attempts: number; error: string | null; title: string; text: string; to: (string)[]; letters: ({ to: string; state: "pending" | "digest" | "sent" | "shown" | "failed" | "dead" | "gathered"; fate: string; attempts: number; nextTryAt: string; sentAt: string | null; error: string | null })[] })[]; next: string | null }
  }
  /** Addresses whose mail came back for good, newest first */
  "bounce.list": {
    params: undefined
    query: { limit?: number; cursor?: string; open?: string }
    body: undefined
    answer: { items: ({ account: string; email: string; at: string; source: "smtp" | "report"; reason: string; times: number; clearedAt: string | null; clearedBy: string | null })[]; next: string | null }
  }
  /** Say that an address works again; mail to it is sent from now on */
  "bounce.clear": {
    params: { account: string }
    query: undefined
    body: { email: string }
    answer: { cleared: boolean }
  }
  /** Mail that came in and what became of it, newest first */
  "mail-in.list": {
    params: undefined
    query: { limit?: number; cursor?: string; fate?: "update" | "quarantine" | "answered" | "dropped"; state?: "done" | "held" | "released" | "discarded"; sender?: string }
    body: undefined
    answer: { items: ({ id: string; account: string; receivedAt: string; source: "smtp" | "imap"; fromAddress: string; fromName: string; subject: string; sizeBytes: number; fate: "update" | "quarantine" | "answered" | "dropped"; rule: string; reason: string; clauses: (string)[]; case: string | null; state: "done" | "held" | "released" | "discarded" })[]; next: string | null }
  }
  /** How many mails are held, and what became of those of the last 30 days; a thousand stands for more */
  "mail-in.count": {
    params: undefined
    query: undefined
    body: undefined
    answer: { held: number; update: number; answered: number; dropped: number; released: number; discarded: number }
  }
  /** One mail: its text, its quoted rest, its files and why it went where it is */
  "mail-in.read": {
    params: { mail: string }
    query: undefined
    body: undefined
    answer: { id: string; account: string; receivedAt: string; source: "smtp" | "imap"; fromAddress: string; fromName: string; subject: string; sizeBytes: number; fate: "update" | "quarantine" | "answered" | "dropped"; rule: string; reason: string; clauses: (string)[]; case: string | null; state: "done" | "held" | "released" | "discarded"; messageId: string; sha256: string; kept: boolean; proof: { by: string; domain: string; verdict: "pass" | "fail" | "none" | "unsure"; said: string } | null; body: string; quoted: string; secrets: (string)[]; formatted: boolean; attachments: ({ name: string; mediaType: string; sizeBytes: number; attached: boolean })[]; decidedAt: string | null; decidedBy: string | null; decidedWhy: string | null }
  }
  /** Put a held mail on a case in your own name */
  "mail-in.release": {
    params: { mail: string }
    query: undefined
    body: { case: string; visibility?: "public" | "internal"; reason: string }
    answer: { id: string; account: string; receivedAt: string; source: "smtp" | "imap"; fromAddress: string; fromName: string; subject: string; sizeBytes: number; fate: "update" | "quarantine" | "answered" | "dropped"; rule: string; reason: string; clauses: (string)[]; case: string | null; state: "done" | "held" | "released" | "discarded"; messageId: string; sha256: string; kept: boolean; proof: { by: string; domain: string; verdict: "pass" | "fail" | "none" | "unsure"; said: string } | null; body: string; quoted: string; secrets: (string)[]; formatted: boolean; attachments: ({ name: string; mediaType: string; sizeBytes: number; attached: boolean })[]; decidedAt: string | null; decidedBy: string | null; decidedWhy: string | null }
  }
  /** Say that a held mail goes nowhere; its record and its original stay */
  "mail-in.discard": {
    params: { mail: string }
    query: undefined
    body: { reason: string }
    answer: { id: string; account: string; receivedAt: string; source: "smtp" | "imap"; fromAddress: string; fromName: string; subject: string; sizeBytes: number; fate: "update" | "quarantine" | "answered" | "dropped"; rule: string; reason: string; clauses: (string)[]; case: string | null; state: "done" | "held" | "released" | "discarded"; messageId: string; sha256: string; kept: boolean; proof: { by: string; domain: string; verdict: "pass" | "fail" | "none" | "unsure"; said: string } | null; body: string; quoted: string; secrets: (string)[]; formatted: boolean; attachments: ({ name: string; mediaType: string; sizeBytes: number; attached: boolean })[]; decidedAt: string | null; decidedBy: string | null; decidedWhy: string | null }
  }
  /** The mail as it came, byte for byte; it is served inert */
  "mail-in.original": {
    params: { mail: string }
    query: undefined
    body: undefined
    answer: string
  }
  /** The mail as it came, with its secrets: with the password again and a reason, for the audit trail */
  "mail-in.reveal": {
    params: { mail: string }
    query: undefined
    body: { password?: string; code?: string; reason: string }
    answer: string
  }
  /** A message that came by mail as it was formatted: cleaned, for a frame with no origin */
  "case.formatted": {
    params: { account: string; case: string }
    query: { event: number }
    body: undefined
    answer: { html: string | null; why: string }
  }
  /** A mail that came in as it was formatted: cleaned, for a frame with no origin */
  "mail-in.formatted": {
    params: { mail: string }
    query: undefined
    body: undefined
    answer: { html: string | null; why: string }
  }
  /** What I was told, newest first */
  "notice.list": {
    params: undefined
    query: { limit?: number; cursor?: string; unread?: string }
    body: undefined
    answer: { items: ({ id: string; account: string; kind: "case-opened" | "case-message" | "case-contact" | "case-state" | "priority-asked" | "case-escalation" | "case-note" | "security-bulletin" | "product-notice" | "lifecycle-notice" | "credit-notice" | "request-notice" | "review-notice" | "meeting-notice" | "duty-notice" | "change-notice" | "software-notice" | "contact-notice" | "session-notice" | "alarm" | "management-alert" | "mail-answer" | "other"; subject: string; title: string; text: string; why: string; mail: string; urgent: boolean; at: string; readAt: string | null })[]; next: string | null }
  }
  /** How many notices I have not read; a hundred stands for more */
  "notice.count": {
    params: undefined
    query: undefined
    body: undefined
    answer: { unread: number }
  }
  /** Mark notices of mine as read: those named, or all */
  "notice.read": {
    params: undefined
    query: undefined
    body: { notices?: (string)[]; all?: boolean }
    answer: { read: number }
  }
  /** What I am told of by mail and by my webhook, and when */
  "notice.preferences": {
    params: undefined
    query: undefined
    body: undefined
    answer: { choices: Record<string, "now" | "digest" | "portal" | "none">; quiet: { from: string; to: string } | null; digestAt: string; hooks: ("case-opened" | "case-message" | "case-contact" | "case-state" | "priority-asked" | "case-escalation" | "case-note" | "security-bulletin" | "product-notice" | "lifecycle-notice" | "credit-notice" | "request-notice" | "review-notice" | "meeting-notice" | "duty-notice" | "change-notice" | "software-notice" | "contact-notice" | "session-notice" | "alarm" | "management-alert" | "mail-answer" | "other")[]; zone: string; kinds: ({ kind: "case-opened" | "case-message" | "case-contact" | "case-state" | "priority-asked" | "case-escalation" | "case-note" | "security-bulletin" | "product-notice" | "lifecycle-notice" | "credit-notice" | "request-notice" | "review-notice" | "meeting-notice" | "duty-notice" | "change-notice" | "software-notice" | "contact-notice" | "session-notice" | "alarm" | "management-alert" | "mail-answer" | "other"; title: string; fixed: boolean })[] }
  }
  /** Choose what I am told of by mail and by my webhook, and when */
  "notice.choose": {
    params: undefined
    query: undefined
    body: { choices: Record<string, "now" | "digest" | "portal" | "none">; quiet: { from: string; to: string } | null; digestAt: string; hooks?: ("case-opened" | "case-message" | "case-contact" | "case-state" | "priority-asked" | "case-escalation" | "case-note" | "security-bulletin" | "product-notice" | "lifecycle-notice" | "credit-notice" | "request-notice" | "review-notice" | "meeting-notice" | "duty-notice" | "change-notice" | "software-notice" | "contact-notice" | "session-notice" | "alarm" | "management-alert" | "mail-answer" | "other")[] }
    answer: { choices: Record<string, "now" | "digest" | "portal" | "none">; quiet: { from: string; to: string } | null; digestAt: string; hooks: ("case-opened" | "case-message" | "case-contact" | "case-state" | "priority-asked" | "case-escalation" | "case-note" | "security-bulletin" | "product-notice" | "lifecycle-notice" | "credit-notice" | "request-notice" | "review-notice" | "meeting-notice" | "duty-notice" | "change-notice" | "software-notice" | "contact-notice" | "session-notice" | "alarm" | "management-alert" | "mail-answer" | "other")[]; zone: string; kinds: ({ kind: "case-opened" | "case-message" | "case-contact" | "case-state" | "priority-asked" | "case-escalation" | "case-note" | "security-bulletin" | "product-notice" | "lifecycle-notice" | "credit-notice" | "request-notice" | "review-notice" | "meeting-notice" | "duty-notice" | "change-notice" | "software-notice" | "contact-notice" | "session-notice" | "alarm" | "management-alert" | "mail-answer" | "other"; title: string; fixed: boolean })[] }
  }
  /** Where events of the account are sent */
  "webhook.list": {
    params: { account: string }
    query: undefined
    body: undefined
    answer: { items: ({ id: string; url: string; title: string; events: (string)[]; state: "active" | "disabled"; disabledWhy: string | null; failingSince: string | null; previousSecretUntil: string | null; createdAt: string; version: number })[] }
  }
  /** Send events to an address; answers with the secret that signs them, once */
  "webhook.add": {
    params: { account: string }
    query: undefined
    body: { url: string; events: ("case.opened" | "case.message" | "case.contact" | "case.state" | "case.priority-asked" | "case.escalation" | "case.asked" | "case.received" | "case.access" | "case.exclusion" | "case.charge" | "case.returned")[]; title?: string }
    answer: { id: string; url: string; title: string; events: (string)[]; state: "active" | "disabled"; disabledWhy: string | null; failingSince: string | null; previousSecretUntil: string | null; createdAt: string; version: number; secret: string }
  }
  /** Change address or events, disable or enable again */
  "webhook.change": {
    params: { account: string; webhook: string }
    query: undefined
    body: { url?: string; events?: ("case.opened" | "case.message" | "case.contact" | "case.state" | "case.priority-asked" | "case.escalation" | "case.asked" | "case.received" | "case.access" | "case.exclusion" | "case.charge" | "case.returned")[]; title?: string; enabled?: boolean }
    answer: { id: string; url: string; title: string; events: (string)[]; state: "active" | "disabled"; disabledWhy: string | null; failingSince: string | null; previousSecretUntil: string | null; createdAt: string; version: number }
  }
  /** Make a new secret; the one before signs beside it for a day */
  "webhook.rotate": {
    params: { account: string; webhook: string }
    query: undefined
    body: Record<string, unknown>
    answer: { id: string; url: string; title: string; events: (string)[]; state: "active" | "disabled"; disabledWhy: string | null; failingSince: string | null; previousSecretUntil: string | null; createdAt: string; version: number; secret: string }
  }
  /** Send an event that means nothing, to try the endpoint */
  "webhook.ping": {
    params: { account: string; webhook: string }
    query: undefined
    body: Record<string, unknown>
    answer: { delivery: string }
  }
  /** What was sent and what the endpoint said, newest first */
  "webhook.deliveries": {
    params: { account: string; webhook: string }
    query: { limit?: number; cursor?: string; state?: "pending" | "sent" | "failed" }
    body: undefined
    answer: { items: ({ id: string; event: string; state: "pending" | "sent" | "failed"; createdAt: string; nextTryAt: string; sentAt: string | null; attempts: number; body: string; tries: ({ at: string; status: number | null; tookMs: number; said: string })[] })[]; next: string | null }
  }
  /** Send a delivery again, under its own id */
  "webhook.replay": {
    params: { account: string; webhook: string; delivery: string }
    query: undefined
    body: Record<string, unknown>
    answer: { id: string; event: string; state: "pending" | "sent" | "failed"; createdAt: string; nextTryAt: string; sentAt: string | null; attempts: number; body: string; tries: ({ at: string; status: number | null; tookMs: number; said: string })[] }
  }
  /** Send no more; what waits is not sent */
  "webhook.remove": {
    params: { account: string; webhook: string }
    query: undefined
    body: Record<string, unknown>
    answer: { removed: boolean }
  }
  /** Where my own notices are sent, if anywhere */
  "notice.webhook": {
    params: undefined
    query: undefined
    body: undefined
    answer: { webhook: { url: string; state: "active" | "disabled"; disabledWhy: string | null; failingSince: string | null; previousSecretUntil: string | null; createdAt: string } | null }
  }
  /** Send my own notices to an address; a new secret is made and shown this once */
  "notice.set-webhook": {
    params: undefined
    query: undefined
    body: { url: string }
    answer: { url: string; state: "active" | "disabled"; disabledWhy: string | null; failingSince: string | null; previousSecretUntil: string | null; createdAt: string; secret: string }
  }
  /** Make a new secret for my webhook; the one before signs beside it for a day */
  "notice.rotate-webhook": {
    params: undefined
    query: undefined
    body: Record<string, unknown>
    answer: { url: string; state: "active" | "disabled"; disabledWhy: string | null; failingSince: string | null; previousSecretUntil: string | null; createdAt: string; secret: string }
  }
  /** Send my webhook an event that means nothing, to try it */
  "notice.ping-webhook": {
    params: undefined
    query: undefined
    body: Record<string, unknown>
    answer: { delivery: string }
  }
  /** Call my webhook again after it was disabled */
  "notice.enable-webhook": {
    params: undefined
    query: undefined
    body: Record<string, unknown>
    answer: { url: string; state: "active" | "disabled"; disabledWhy: string | null; failingSince: string | null; previousSecretUntil: string | null; createdAt: string }
  }
  /** Send my own notices to no address; what waits is not sent */
  "notice.remove-webhook": {
    params: undefined
    query: undefined
    body: Record<string, unknown>
    answer: { removed: boolean }
  }
  /** What my webhook was sent and what it said, newest first */
  "notice.webhook-deliveries": {
    params: undefined
    query: { limit?: number; cursor?: string }
    body: undefined
    answer: { items: ({ id: string; event: string; state: "pending" | "sent" | "failed"; createdAt: string; nextTryAt: string; sentAt: string | null; attempts: number; body: string; tries: ({ at: string; status: number | null; tookMs: number; said: string })[] })[]; next: string | null }
  }
  /** Whether my own calendar has an address, and since when */
  "notice.feed-state": {
    params: undefined
    query: undefined
    body: undefined
    answer: { madeAt: string | null }
  }
  /** Make a new address for my own calendar; the old one ends, the new one is shown this once */
  "notice.make-feed": {
    params: undefined
    query: undefined
    body: Record<string, unknown>
    answer: { path: string }
  }
  /** End the address of my own calendar */
  "notice.remove-feed": {
    params: undefined
    query: undefined
    body: Record<string, unknown>
    answer: { removed: boolean }
  }
  /** Promises, shifts, reports, meetings and change windows of one person (iCalendar); the address is the secret */
  "notice.feed": {
    params: { person: string; secret: string }
    query: undefined
    body: undefined
    answer: string
  }
}

export type OperationId = keyof Operations

export const routes: Readonly<Record<OperationId, { readonly method: string; readonly path: string; readonly permission: string }>> = {
  "setup.state": { method: "GET", path: "/api/setup", permission: "public" },
  "setup.create": { method: "POST", path: "/api/setup", permission: "public" },
  "session.sign-in": { method: "POST", path: "/api/session", permission: "public" },
  "session.sign-out": { method: "DELETE", path: "/api/session", permission: "signed-in" },
  "session.verify-code": { method: "POST", path: "/api/session/code", permission: "public" },
  "me.read": { method: "GET", path: "/api/me", permission: "known" },
  "me.password": { method: "PUT", path: "/api/me/password", permission: "signed-in" },
  "me.totp-start": { method: "POST", path: "/api/me/totp", permission: "signed-in" },
  "me.totp-stop": { method: "DELETE", path: "/api/me/totp", permission: "signed-in" },
  "me.totp-confirm": { method: "POST", path: "/api/me/totp/confirm", permission: "signed-in" },
  "key.list": { method: "GET", path: "/api/me/keys", permission: "key.own" },
  "key.add": { method: "POST", path: "/api/me/keys", permission: "key.own" },
  "key.remove": { method: "DELETE", path: "/api/me/keys/{key}", permission: "key.own" },
  "account.list": { method: "GET", path: "/api/accounts", permission: "account.read" },
  "account.open": { method: "POST", path: "/api/accounts", permission: "account.edit" },
  "account.read": { method: "GET", path: "/api/accounts/{account}", permission: "account.read" },
  "account.edit": { method: "PATCH", path: "/api/accounts/{account}", permission: "account.edit" },
  "site.list": { method: "GET", path: "/api/accounts/{account}/sites", permission: "account.read" },
  "site.add": { method: "POST", path: "/api/accounts/{account}/sites", permission: "site.edit" },
  "site.edit": { method: "PATCH", path: "/api/accounts/{account}/sites/{site}", permission: "site.edit" },
  "person.list": { method: "GET", path: "/api/accounts/{account}/people", permission: "people.read" },
  "person.add": { method: "POST", path: "/api/accounts/{account}/people", permission: "people.edit" },
  "person.edit": { method: "PATCH", path: "/api/accounts/{account}/people/{person}", permission: "people.edit" },
  "person.leave": { method: "POST", path: "/api/accounts/{account}/people/{person}/leave", permission: "people.edit" },
  "contact.list": { method: "GET", path: "/api/accounts/{account}/contacts", permission: "people.read" },
  "contact.add": { method: "POST", path: "/api/accounts/{account}/contacts", permission: "contacts.maintain" },
  "partner.list": { method: "GET", path: "/api/accounts/{account}/partners", permission: "account.read" },
  "partner.link": { method: "POST", path: "/api/accounts/{account}/partners", permission: "account.edit" },
  "partner.authorise": { method: "POST", path: "/api/accounts/{account}/authorisations", permission: "account.edit" },
  "qualification.list": { method: "GET", path: "/api/accounts/{account}/qualifications", permission: "qualification.read" },
  "qualification.decide": { method: "POST", path: "/api/accounts/{account}/qualifications", permission: "qualification.decide" },
  "engineer-record.list": { method: "GET", path: "/api/accounts/{account}/engineer-records", permission: "people.read" },
  "engineer-record.write": { method: "POST", path: "/api/accounts/{account}/engineer-records", permission: "engineer-record.write" },
  "audit.list": { method: "GET", path: "/api/accounts/{account}/audit", permission: "audit.read" },
  "audit.verify": { method: "GET", path: "/api/accounts/{account}/audit/verification", permission: "audit.read" },
  "precedence.ask": { method: "POST", path: "/api/offerings/{code}/{version}/precedence", permission: "clause.read" },
  "term.read": { method: "GET", path: "/api/terms/{word}", permission: "clause.read" },
  "agreement-word.list": { method: "GET", path: "/api/agreement-words", permission: "clause.read" },
  "agreement-word.enter": { method: "POST", path: "/api/agreement-words", permission: "policy.edit" },
  "offering.list": { method: "GET", path: "/api/offerings", permission: "clause.read" },
  "offering.load": { method: "POST", path: "/api/offerings", permission: "policy.edit" },
  "offering.read": { method: "GET", path: "/api/offerings/{code}/{version}", permission: "clause.read" },
  "clause.list": { method: "GET", path: "/api/clauses", permission: "clause.read" },
  "clause.read": { method: "GET", path: "/api/clauses/{clause}", permission: "clause.read" },
  "policy.list": { method: "GET", path: "/api/policies", permission: "clause.read" },
  "policy.proposals": { method: "GET", path: "/api/policies/proposals", permission: "clause.read" },
  "policy.propose": { method: "POST", path: "/api/policies/proposals", permission: "policy.edit" },
  "policy.approve": { method: "POST", path: "/api/policies/proposals/{proposal}/approve", permission: "policy.approve" },
  "calendar.list": { method: "GET", path: "/api/calendars", permission: "clause.read" },
  "calendar.load": { method: "POST", path: "/api/calendars", permission: "policy.edit" },
  "device.list": { method: "GET", path: "/api/accounts/{account}/devices", permission: "device.read" },
  "device.add": { method: "POST", path: "/api/accounts/{account}/devices", permission: "device.register" },
  "device.find": { method: "GET", path: "/api/devices", permission: "device.read" },
  "device.read": { method: "GET", path: "/api/accounts/{account}/devices/{serial}", permission: "device.read" },
  "device.change": { method: "PATCH", path: "/api/accounts/{account}/devices/{serial}", permission: "device.register" },
  "device.history": { method: "GET", path: "/api/accounts/{account}/devices/{serial}/history", permission: "device.read" },
  "device.mark": { method: "POST", path: "/api/accounts/{account}/devices/{serial}/marks", permission: "device.mark" },
  "device.import": { method: "POST", path: "/api/accounts/{account}/devices/import", permission: "device.register" },
  "list.read": { method: "POST", path: "/api/lists", permission: "lifecycle.edit" },
  "order.place": { method: "POST", path: "/api/accounts/{account}/orders", permission: "order.place" },
  "order.preview": { method: "POST", path: "/api/accounts/{account}/orders/preview", permission: "decision.preview" },
  "order.list": { method: "GET", path: "/api/orders", permission: "order.read" },
  "contract.list": { method: "GET", path: "/api/accounts/{account}/contracts", permission: "contract.read" },
  "contract.read": { method: "GET", path: "/api/accounts/{account}/contracts/{contract}", permission: "contract.read" },
  "contract.activate": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/activate", permission: "contract.activate" },
  "contract.record": { method: "POST", path: "/api/accounts/{account}/base-contracts", permission: "contract.activate" },
  "contract.end": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/end", permission: "contract.activate" },
  "contract.amend": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/devices", permission: "contract.activate" },
  "cover.suspend": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/devices/{serial}/suspension", permission: "contract.activate" },
  "decision.by-clause": { method: "GET", path: "/api/decisions/by-clause", permission: "decision.read" },
  "decision.list": { method: "GET", path: "/api/decisions", permission: "decision.read" },
  "decision.read": { method: "GET", path: "/api/accounts/{account}/decisions/{decision}", permission: "decision.read" },
  "decision.preview": { method: "POST", path: "/api/accounts/{account}/decisions/preview", permission: "decision.preview" },
  "decision.replay": { method: "GET", path: "/api/accounts/{account}/decisions/{decision}/replay", permission: "decision.read" },
  "cover.list": { method: "GET", path: "/api/accounts/{account}/cover", permission: "device.read" },
  "cover.read": { method: "GET", path: "/api/accounts/{account}/devices/{serial}/cover", permission: "device.read" },
  "contact.end": { method: "POST", path: "/api/accounts/{account}/contacts/{contact}/end", permission: "contacts.maintain" },
  "expert.grant": { method: "POST", path: "/api/accounts/{account}/contacts/{contact}/grant", permission: "expert.grant" },
  "case.open": { method: "POST", path: "/api/accounts/{account}/cases", permission: "case.open" },
  "case.list": { method: "GET", path: "/api/cases", permission: "case.read" },
  "queue.list": { method: "GET", path: "/api/queue", permission: "queue.read" },
  "case.read": { method: "GET", path: "/api/accounts/{account}/cases/{case}", permission: "case.read" },
  "case.message": { method: "POST", path: "/api/accounts/{account}/cases/{case}/messages", permission: "case.update" },
  "case.note": { method: "POST", path: "/api/accounts/{account}/cases/{case}/notes", permission: "case.note" },
  "case.respond": { method: "POST", path: "/api/accounts/{account}/cases/{case}/contacts", permission: "case.update" },
  "case.bounce": { method: "POST", path: "/api/accounts/{account}/cases/{case}/bounces", permission: "case.respond" },
  "case.priority": { method: "POST", path: "/api/accounts/{account}/cases/{case}/priority", permission: "case.priority" },
  "case.ask-priority": { method: "POST", path: "/api/accounts/{account}/cases/{case}/priority-request", permission: "case.update" },
  "case.move": { method: "POST", path: "/api/accounts/{account}/cases/{case}/moves", permission: "case.update" },
  "case.assign": { method: "POST", path: "/api/accounts/{account}/cases/{case}/owner", permission: "case.assign" },
  "case.reference": { method: "POST", path: "/api/accounts/{account}/cases/{case}/reference", permission: "case.update" },
  "case.link": { method: "POST", path: "/api/accounts/{account}/cases/{case}/links", permission: "case.update" },
  "queue.counts": { method: "GET", path: "/api/queue/counts", permission: "queue.read" },
  "queue.act": { method: "POST", path: "/api/queue/acts", permission: "case.update" },
  "view.list": { method: "GET", path: "/api/queue/views", permission: "queue.read" },
  "view.save": { method: "POST", path: "/api/queue/views", permission: "queue.read" },
  "view.counts": { method: "GET", path: "/api/queue/views/counts", permission: "queue.read" },
  "view.change": { method: "PUT", path: "/api/queue/views/{view}", permission: "queue.read" },
  "view.remove": { method: "DELETE", path: "/api/queue/views/{view}", permission: "queue.read" },
  "case.merge": { method: "POST", path: "/api/accounts/{account}/cases/{case}/merge", permission: "case.work" },
  "case.watch": { method: "POST", path: "/api/accounts/{account}/cases/{case}/watchers", permission: "case.read" },
  "case.unwatch": { method: "DELETE", path: "/api/accounts/{account}/cases/{case}/watchers/{watcher}", permission: "case.read" },
  "case.name-specialist": { method: "POST", path: "/api/accounts/{account}/cases/{case}/specialist", permission: "case.assign" },
  "case.release-specialist": { method: "POST", path: "/api/accounts/{account}/cases/{case}/specialist-end", permission: "case.assign" },
  "case.split": { method: "POST", path: "/api/accounts/{account}/cases/{case}/splits", permission: "case.open" },
  "case.step": { method: "POST", path: "/api/accounts/{account}/cases/{case}/steps", permission: "case.note" },
  "text-block.list": { method: "GET", path: "/api/text-blocks", permission: "case.note" },
  "text-block.save": { method: "POST", path: "/api/text-blocks", permission: "case.note" },
  "text-block.change": { method: "PUT", path: "/api/text-blocks/{block}", permission: "case.note" },
  "text-block.remove": { method: "DELETE", path: "/api/text-blocks/{block}", permission: "case.note" },
  "hand-over.waiting": { method: "GET", path: "/api/hand-overs", permission: "queue.read" },
  "hand-over.list": { method: "GET", path: "/api/accounts/{account}/cases/{case}/hand-overs", permission: "case.note" },
  "hand-over.offer": { method: "POST", path: "/api/accounts/{account}/cases/{case}/hand-overs", permission: "case.note" },
  "hand-over.accept": { method: "POST", path: "/api/accounts/{account}/cases/{case}/hand-overs/{handover}/accepted", permission: "case.note" },
  "hand-over.decline": { method: "POST", path: "/api/accounts/{account}/cases/{case}/hand-overs/{handover}/declined", permission: "case.note" },
  "hand-over.withdraw": { method: "POST", path: "/api/accounts/{account}/cases/{case}/hand-overs/{handover}/withdrawn", permission: "case.note" },
  "case.beside": { method: "GET", path: "/api/accounts/{account}/cases/{case}/beside", permission: "case.read" },
  "draft.read": { method: "GET", path: "/api/accounts/{account}/cases/{case}/draft", permission: "case.read" },
  "draft.keep": { method: "PUT", path: "/api/accounts/{account}/cases/{case}/draft", permission: "case.read" },
  "rma.open": { method: "POST", path: "/api/accounts/{account}/cases/{case}/rmas", permission: "rma.edit" },
  "rma.move": { method: "POST", path: "/api/accounts/{account}/cases/{case}/rmas/moves", permission: "rma.edit" },
  "case.access": { method: "GET", path: "/api/accounts/{account}/cases/{case}/access", permission: "case.read" },
  "case.access-ask": { method: "POST", path: "/api/accounts/{account}/cases/{case}/access", permission: "case.access-work" },
  "case.access-grant": { method: "POST", path: "/api/accounts/{account}/cases/{case}/access/grant", permission: "case.access-grant" },
  "case.access-decline": { method: "POST", path: "/api/accounts/{account}/cases/{case}/access/decline", permission: "case.access-grant" },
  "case.access-revoke": { method: "POST", path: "/api/accounts/{account}/cases/{case}/access/revoke", permission: "case.access-grant" },
  "case.access-withdraw": { method: "POST", path: "/api/accounts/{account}/cases/{case}/access/withdraw", permission: "case.access-work" },
  "case.session-announce": { method: "POST", path: "/api/accounts/{account}/cases/{case}/sessions", permission: "case.access-work" },
  "case.session-start": { method: "POST", path: "/api/accounts/{account}/cases/{case}/sessions/start", permission: "case.access-work" },
  "case.session-log": { method: "POST", path: "/api/accounts/{account}/cases/{case}/sessions/log", permission: "case.access-work" },
  "case.session-observe": { method: "POST", path: "/api/accounts/{account}/cases/{case}/sessions/observers", permission: "case.access-watch" },
  "case.session-end": { method: "POST", path: "/api/accounts/{account}/cases/{case}/sessions/end", permission: "case.access-work" },
  "case.asked": { method: "GET", path: "/api/accounts/{account}/cases/{case}/asked", permission: "case.read" },
  "case.ask": { method: "POST", path: "/api/accounts/{account}/cases/{case}/asked", permission: "case.work" },
  "case.give": { method: "POST", path: "/api/accounts/{account}/cases/{case}/asked/received", permission: "case.update" },
  "case.drop-ask": { method: "POST", path: "/api/accounts/{account}/cases/{case}/asked/dropped", permission: "case.work" },
  "case.exclusions": { method: "GET", path: "/api/accounts/{account}/cases/{case}/exclusions", permission: "case.read" },
  "case.exclude": { method: "POST", path: "/api/accounts/{account}/cases/{case}/exclusions", permission: "case.exclude" },
  "case.exclude-confirm": { method: "POST", path: "/api/accounts/{account}/cases/{case}/exclusions/decision", permission: "case.exclude-decide" },
  "case.exclude-dispute": { method: "POST", path: "/api/accounts/{account}/cases/{case}/exclusions/dispute", permission: "case.exclude-dispute" },
  "case.exclude-settle": { method: "POST", path: "/api/accounts/{account}/cases/{case}/exclusions/settlement", permission: "case.exclude-decide" },
  "case.claim": { method: "POST", path: "/api/accounts/{account}/cases/{case}/claims", permission: "case.update" },
  "case.charging": { method: "GET", path: "/api/accounts/{account}/cases/{case}/charging", permission: "case.read" },
  "case.accept-rates": { method: "POST", path: "/api/accounts/{account}/cases/{case}/rates", permission: "case.accept-rates" },
  "case.log-time": { method: "POST", path: "/api/accounts/{account}/cases/{case}/time", permission: "case.log-time" },
  "charge.bill": { method: "POST", path: "/api/accounts/{account}/cases/{case}/charges", permission: "charge.bill" },
  "charge.correct": { method: "POST", path: "/api/accounts/{account}/charges/corrections", permission: "charge.bill" },
  "charge.list": { method: "GET", path: "/api/accounts/{account}/charges", permission: "charge.read" },
  "case.outcome": { method: "POST", path: "/api/accounts/{account}/cases/{case}/outcome", permission: "case.work" },
  "case.end-efforts": { method: "POST", path: "/api/accounts/{account}/cases/{case}/efforts", permission: "case.end-efforts" },
  "case.impact": { method: "POST", path: "/api/accounts/{account}/cases/{case}/impact", permission: "case.update" },
  "case.explain-miss": { method: "POST", path: "/api/accounts/{account}/cases/{case}/miss-reason", permission: "case.work" },
  "case.return-text": { method: "POST", path: "/api/accounts/{account}/cases/{case}/returned-texts", permission: "case.work" },
  "attachment.add": { method: "POST", path: "/api/accounts/{account}/cases/{case}/attachments", permission: "case.update" },
  "attachment.read": { method: "GET", path: "/api/accounts/{account}/cases/{case}/attachments/{attachment}", permission: "case.read" },
  "attachment.reveal": { method: "POST", path: "/api/accounts/{account}/cases/{case}/attachments/{attachment}/reveal", permission: "case.reveal" },
  "upload.begin": { method: "POST", path: "/api/accounts/{account}/cases/{case}/uploads", permission: "case.update" },
  "upload.list": { method: "GET", path: "/api/accounts/{account}/cases/{case}/uploads", permission: "case.update" },
  "upload.read": { method: "GET", path: "/api/accounts/{account}/cases/{case}/uploads/{upload}", permission: "case.update" },
  "upload.append": { method: "PATCH", path: "/api/accounts/{account}/cases/{case}/uploads/{upload}", permission: "case.update" },
  "upload.cancel": { method: "DELETE", path: "/api/accounts/{account}/cases/{case}/uploads/{upload}", permission: "case.update" },
  "upload.finish": { method: "POST", path: "/api/accounts/{account}/cases/{case}/uploads/{upload}/finish", permission: "case.update" },
  "case.export": { method: "GET", path: "/api/accounts/{account}/cases/{case}/export", permission: "case.read" },
  "case.reveal": { method: "POST", path: "/api/accounts/{account}/cases/{case}/reveal", permission: "case.reveal" },
  "live.read": { method: "GET", path: "/api/live", permission: "case.read" },
  "case.presence": { method: "PUT", path: "/api/accounts/{account}/cases/{case}/presence", permission: "queue.read" },
  "device-data.take": { method: "POST", path: "/api/accounts/{account}/device-data", permission: "device-data.take" },
  "configuration.list": { method: "GET", path: "/api/accounts/{account}/devices/{serial}/configurations", permission: "device-data.read" },
  "configuration.read": { method: "GET", path: "/api/accounts/{account}/devices/{serial}/configurations/{configuration}", permission: "device-data.read" },
  "configuration.compare": { method: "GET", path: "/api/accounts/{account}/devices/{serial}/configurations/{configuration}/changes", permission: "device-data.read" },
  "reading.list": { method: "GET", path: "/api/accounts/{account}/devices/{serial}/readings", permission: "device-data.read" },
  "reading.read": { method: "GET", path: "/api/accounts/{account}/devices/{serial}/readings/{reading}", permission: "device-data.read" },
  "check.list": { method: "GET", path: "/api/checks", permission: "device-data.read" },
  "finding.list": { method: "GET", path: "/api/accounts/{account}/devices/{serial}/findings", permission: "device-data.read" },
  "finding.counts": { method: "GET", path: "/api/accounts/{account}/findings", permission: "device-data.read" },
  "check-profile.read": { method: "GET", path: "/api/accounts/{account}/check-profile", permission: "device-data.read" },
  "check-profile.write": { method: "PUT", path: "/api/accounts/{account}/check-profile", permission: "check-profile.edit" },
  "check-profile.preview": { method: "POST", path: "/api/accounts/{account}/check-profile/preview", permission: "device-data.read" },
  "health.read": { method: "GET", path: "/api/accounts/{account}/devices/{serial}/health", permission: "device-data.read" },
  "health.counts": { method: "GET", path: "/api/accounts/{account}/health", permission: "device-data.read" },
  "reading.compare": { method: "GET", path: "/api/accounts/{account}/devices/{serial}/readings/{reading}/changes", permission: "device-data.read" },
  "review.list": { method: "GET", path: "/api/accounts/{account}/reviews", permission: "review.read" },
  "review.make": { method: "POST", path: "/api/accounts/{account}/reviews", permission: "review.edit" },
  "review.read": { method: "GET", path: "/api/accounts/{account}/reviews/{review}", permission: "review.read" },
  "review.write": { method: "PUT", path: "/api/accounts/{account}/reviews/{review}", permission: "review.edit" },
  "review.release": { method: "POST", path: "/api/accounts/{account}/reviews/{review}/release", permission: "review.edit" },
  "review.talk": { method: "POST", path: "/api/accounts/{account}/reviews/{review}/talks", permission: "review.edit" },
  "review.strike-talk": { method: "POST", path: "/api/accounts/{account}/reviews/{review}/talks/{talk}/strike", permission: "review.edit" },
  "review.document": { method: "GET", path: "/api/accounts/{account}/reviews/{review}/document", permission: "review.read" },
  "contact-matrix.read": { method: "GET", path: "/api/accounts/{account}/contact-matrix", permission: "people.read" },
  "contact-matrix.publish": { method: "POST", path: "/api/accounts/{account}/contact-matrix", permission: "matrix.publish" },
  "contact-matrix.list": { method: "GET", path: "/api/accounts/{account}/contact-matrix/versions", permission: "people.read" },
  "contact-matrix.write": { method: "POST", path: "/api/accounts/{account}/contact-matrix/{side}", permission: "matrix.edit" },
  "reconciliation.list": { method: "GET", path: "/api/accounts/{account}/reconciliations", permission: "device.read" },
  "reconciliation.open": { method: "POST", path: "/api/accounts/{account}/reconciliations", permission: "reconciliation.settle" },
  "reconciliation.read": { method: "GET", path: "/api/accounts/{account}/reconciliations/{round}", permission: "device.read" },
  "reconciliation.differences": { method: "GET", path: "/api/accounts/{account}/reconciliations/{round}/differences", permission: "device.read" },
  "reconciliation.settle": { method: "POST", path: "/api/accounts/{account}/reconciliations/{round}/settlements", permission: "reconciliation.settle" },
  "reconciliation.reopen": { method: "POST", path: "/api/accounts/{account}/reconciliations/{round}/differences/{difference}/reopen", permission: "reconciliation.settle" },
  "reconciliation.sign": { method: "POST", path: "/api/accounts/{account}/reconciliations/{round}/signatures", permission: "reconciliation.sign" },
  "reconciliation.withdraw": { method: "POST", path: "/api/accounts/{account}/reconciliations/{round}/withdrawal", permission: "reconciliation.settle" },
  "document.add": { method: "POST", path: "/api/accounts/{account}/documents", permission: "document.add" },
  "document.read": { method: "GET", path: "/api/accounts/{account}/documents/{document}", permission: "document.read" },
  "collector.list": { method: "GET", path: "/api/accounts/{account}/contracts/{contract}/automation/collectors", permission: "onboarding.read" },
  "collector.add": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/automation/collectors", permission: "collector.edit" },
  "collector.revoke": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/automation/collectors/{collector}/revocation", permission: "collector.edit" },
  "automation.feed": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/automation/feeds", permission: "automation.send" },
  "automation.feeds": { method: "GET", path: "/api/accounts/{account}/contracts/{contract}/automation/feeds", permission: "onboarding.read" },
  "automation.comparison": { method: "GET", path: "/api/accounts/{account}/contracts/{contract}/automation/comparison", permission: "onboarding.read" },
  "automation.open-round": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/automation/rounds", permission: "reconciliation.settle" },
  "automation.collect": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/automation/files", permission: "automation.send" },
  "automation.files": { method: "GET", path: "/api/accounts/{account}/contracts/{contract}/automation/files", permission: "onboarding.read" },
  "automation.file": { method: "GET", path: "/api/accounts/{account}/contracts/{contract}/automation/files/{file}", permission: "device-data.read" },
  "automation.event": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/automation/events", permission: "automation.send" },
  "automation.events": { method: "GET", path: "/api/accounts/{account}/contracts/{contract}/automation/events", permission: "onboarding.read" },
  "case.detected": { method: "GET", path: "/api/accounts/{account}/cases/{case}/detected", permission: "case.read" },
  "automation.read": { method: "GET", path: "/api/accounts/{account}/contracts/{contract}/automation", permission: "onboarding.read" },
  "automation.plan": { method: "PUT", path: "/api/accounts/{account}/contracts/{contract}/automation/plan", permission: "onboarding.tick" },
  "automation.add-task": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/automation/tasks", permission: "onboarding.tick" },
  "automation.move-task": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/automation/tasks/{task}/state", permission: "onboarding.tick" },
  "automation.advise": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/automation/tasks/{task}/guidance", permission: "onboarding.tick" },
  "automation.record-tool": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/automation/tools", permission: "onboarding.tick" },
  "automation.accept-licence": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/automation/licence", permission: "licence.accept" },
  "automation.enable": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/automation/switch", permission: "onboarding.tick" },
  "automation.test": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/automation/tests", permission: "onboarding.tick" },
  "automation.go-live": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/automation/live", permission: "onboarding.tick" },
  "component.list": { method: "GET", path: "/api/accounts/{account}/contracts/{contract}/components", permission: "onboarding.read" },
  "advice.board": { method: "GET", path: "/api/accounts/{account}/contracts/{contract}/advice", permission: "advice.read" },
  "advice.log": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/advice", permission: "advice.log" },
  "advisor.candidates": { method: "GET", path: "/api/accounts/{account}/advisors", permission: "advisor.name" },
  "advisor.name": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/advisor", permission: "advisor.name" },
  "release-plan.list": { method: "GET", path: "/api/accounts/{account}/contracts/{contract}/release-plans", permission: "advice.read" },
  "release-plan.write": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/release-plans", permission: "advice.log" },
  "release-plan.issue": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/release-plans/{plan}/issue", permission: "advice.log" },
  "release-plan.decide": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/release-plans/{plan}/decision", permission: "release-plan.decide" },
  "planned-change.list": { method: "GET", path: "/api/accounts/{account}/contracts/{contract}/planned-changes", permission: "planned-change.read" },
  "planned-change.add": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/planned-changes", permission: "planned-change.edit" },
  "planned-change.link-case": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/planned-changes/{change}/case", permission: "planned-change.edit" },
  "planned-change.withdraw": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/planned-changes/{change}/withdrawal", permission: "planned-change.edit" },
  "guidance.read": { method: "GET", path: "/api/accounts/{account}/requests/{request}/guidance", permission: "request.read" },
  "guidance.name-site": { method: "PUT", path: "/api/accounts/{account}/requests/{request}/guidance/days/{day}", permission: "request.work" },
  "guidance.ask": { method: "POST", path: "/api/accounts/{account}/requests/{request}/guidance/questions", permission: "request.ask" },
  "guidance.answer": { method: "POST", path: "/api/accounts/{account}/requests/{request}/guidance/questions/{question}/answer", permission: "request.work" },
  "guidance.link-case": { method: "POST", path: "/api/accounts/{account}/requests/{request}/guidance/questions/{question}/case", permission: "request.ask" },
  "guidance.deliver": { method: "POST", path: "/api/accounts/{account}/requests/{request}/guidance/delivery", permission: "request.work" },
  "setting-up.read": { method: "GET", path: "/api/accounts/{account}/requests/{request}/setting-up", permission: "request.read" },
  "setting-up.record": { method: "POST", path: "/api/accounts/{account}/requests/{request}/setting-up/records", permission: "request.work" },
  "setting-up.take-inventory": { method: "POST", path: "/api/accounts/{account}/requests/{request}/setting-up/inventory", permission: "request.work" },
  "setting-up.finish": { method: "POST", path: "/api/accounts/{account}/requests/{request}/setting-up/items/{item}", permission: "request.work" },
  "readiness.list": { method: "GET", path: "/api/accounts/{account}/readiness", permission: "readiness.read" },
  "resolution.read": { method: "GET", path: "/api/accounts/{account}/requests/{request}/resolution", permission: "request.read" },
  "root-cause.write": { method: "PUT", path: "/api/accounts/{account}/requests/{request}/resolution/root-cause", permission: "request.work" },
  "root-cause.deliver": { method: "POST", path: "/api/accounts/{account}/requests/{request}/resolution/root-cause/delivery", permission: "request.work" },
  "resolution.withdraw": { method: "POST", path: "/api/accounts/{account}/requests/{request}/resolution/withdrawal", permission: "request.agree" },
  "duty.meet": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/duties/{duty}/evidence", permission: "duty.meet" },
  "duty.lapse": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/duties/{duty}/lapse", permission: "duty.meet" },
  "duty.waive": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/duties/{duty}/waiver", permission: "duty.waive" },
  "duty.notify": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/duties/{duty}/notice", permission: "duty.notify" },
  "duty.withdraw": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/duties/{duty}/notice/withdrawal", permission: "duty.notify" },
  "duty.ask": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/duties/{duty}/question", permission: "duty.ask" },
  "onboarding.list": { method: "GET", path: "/api/accounts/{account}/onboarding", permission: "onboarding.read" },
  "onboarding.tick": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/onboarding", permission: "onboarding.tick" },
  "contact-data.list": { method: "GET", path: "/api/accounts/{account}/contact-data", permission: "people.read" },
  "contact-data.say": { method: "POST", path: "/api/accounts/{account}/contact-data/people/{person}", permission: "contact-data.check" },
  "contact-round.open": { method: "POST", path: "/api/accounts/{account}/contact-data/rounds", permission: "contact-data.check" },
  "contact-round.close": { method: "POST", path: "/api/accounts/{account}/contact-data/rounds/end", permission: "contact-data.check" },
  "contact-data.own": { method: "GET", path: "/api/contact-data", permission: "contact-data.own" },
  "contact-data.answer": { method: "POST", path: "/api/contact-data", permission: "contact-data.own" },
  "contact-access.test": { method: "GET", path: "/api/accounts/{account}/contact-access", permission: "people.read" },
  "leaver.list": { method: "GET", path: "/api/accounts/{account}/leavers", permission: "leaver.read" },
  "credit.balance": { method: "GET", path: "/api/accounts/{account}/credits", permission: "credit.read" },
  "credit.buy": { method: "POST", path: "/api/accounts/{account}/credits", permission: "credit.buy" },
  "credit.movements": { method: "GET", path: "/api/accounts/{account}/credits/{family}/movements", permission: "credit.read" },
  "credit-correction.list": { method: "GET", path: "/api/accounts/{account}/credits/corrections", permission: "credit.correct" },
  "credit-correction.propose": { method: "POST", path: "/api/accounts/{account}/credits/corrections", permission: "credit.correct" },
  "credit-correction.decide": { method: "POST", path: "/api/accounts/{account}/credits/corrections/{correction}/decision", permission: "credit.correct" },
  "request.catalogue": { method: "GET", path: "/api/accounts/{account}/service-catalogue", permission: "request.read" },
  "request.preview": { method: "POST", path: "/api/accounts/{account}/requests/preview", permission: "request.read" },
  "request.ask": { method: "POST", path: "/api/accounts/{account}/requests", permission: "request.ask" },
  "request.list": { method: "GET", path: "/api/requests", permission: "request.read" },
  "request.read": { method: "GET", path: "/api/accounts/{account}/requests/{request}", permission: "request.read" },
  "request.notify-assumption": { method: "POST", path: "/api/accounts/{account}/requests/{request}/assumption-notices", permission: "duty.notify" },
  "request.assess": { method: "POST", path: "/api/accounts/{account}/requests/{request}/scope", permission: "request.plan" },
  "request.quote": { method: "POST", path: "/api/accounts/{account}/requests/{request}/task-orders", permission: "request.plan" },
  "request.approve": { method: "POST", path: "/api/accounts/{account}/requests/{request}/task-orders/{version}/approval", permission: "request.agree" },
  "request.turn-down": { method: "POST", path: "/api/accounts/{account}/requests/{request}/task-orders/{version}/refusal", permission: "request.agree" },
  "request.redeem": { method: "POST", path: "/api/accounts/{account}/requests/{request}/redemption", permission: "request.redeem" },
  "request.commence": { method: "POST", path: "/api/accounts/{account}/requests/{request}/commencement", permission: "request.work" },
  "request.delay": { method: "POST", path: "/api/accounts/{account}/requests/{request}/delay", permission: "request.plan" },
  "request.cancel": { method: "POST", path: "/api/accounts/{account}/requests/{request}/cancellation", permission: "request.cancel" },
  "request.deliver": { method: "POST", path: "/api/accounts/{account}/requests/{request}/deliverables/{code}/papers", permission: "request.work" },
  "request.decline-item": { method: "POST", path: "/api/accounts/{account}/requests/{request}/deliverables/{code}/refusal", permission: "request.agree" },
  "request.certify": { method: "POST", path: "/api/accounts/{account}/requests/{request}/certificates", permission: "request.work" },
  "request.sign": { method: "POST", path: "/api/accounts/{account}/requests/{request}/papers/{code}/signature", permission: "request.sign" },
  "request.propose-charge": { method: "POST", path: "/api/accounts/{account}/requests/{request}/charges", permission: "request.plan" },
  "request.decide-charge": { method: "POST", path: "/api/accounts/{account}/requests/{request}/charges/{charge}/decision", permission: "request.charge" },
  "supported.list": { method: "GET", path: "/api/accounts/{account}/contracts/{contract}/supported", permission: "request.read" },
  "exception.list": { method: "GET", path: "/api/accounts/{account}/requests/{request}/exceptions", permission: "request.read" },
  "exception.ask": { method: "POST", path: "/api/accounts/{account}/requests/{request}/exceptions", permission: "request.ask" },
  "exception.answer": { method: "POST", path: "/api/accounts/{account}/requests/{request}/exceptions/{exception}/answer", permission: "request.plan" },
  "exception.withdraw": { method: "POST", path: "/api/accounts/{account}/requests/{request}/exceptions/{exception}/withdrawal", permission: "request.agree" },
  "firm.list": { method: "GET", path: "/api/engineer-firms", permission: "request.plan" },
  "firm.set": { method: "POST", path: "/api/engineer-firms", permission: "request.plan" },
  "part.list": { method: "GET", path: "/api/accounts/{account}/contracts/{contract}/parts", permission: "request.plan" },
  "part.assign": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/parts", permission: "request.plan" },
  "addendum.list": { method: "GET", path: "/api/accounts/{account}/addenda", permission: "request.read" },
  "addendum.write": { method: "POST", path: "/api/accounts/{account}/addenda", permission: "addendum.edit" },
  "addendum.sign": { method: "POST", path: "/api/accounts/{account}/addenda/{addendum}/signature", permission: "addendum.sign" },
  "contract.papers": { method: "GET", path: "/api/accounts/{account}/contracts/{contract}/papers", permission: "contract.read" },
  "contract.add-paper": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/papers/{paper}", permission: "paper.write" },
  "contract.agree-paper": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/papers/{paper}/agreement", permission: "paper.agree" },
  "contract.outdate-paper": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/papers/{paper}/outdated", permission: "paper.agree" },
  "contract.offer-paper": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/papers/{paper}/offers", permission: "paper.write" },
  "contract.accept-offer": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/papers/{paper}/offers/acceptance", permission: "paper.accept-price" },
  "resource.list": { method: "GET", path: "/api/resources", permission: "clause.read" },
  "resource.add": { method: "POST", path: "/api/resources", permission: "resource.edit" },
  "resource.edit": { method: "PUT", path: "/api/resources/{resource}", permission: "resource.edit" },
  "software.list": { method: "GET", path: "/api/accounts/{account}/software", permission: "software.read" },
  "software.read": { method: "GET", path: "/api/accounts/{account}/software/{software}", permission: "software.read" },
  "software.describe": { method: "PUT", path: "/api/accounts/{account}/software/{software}/record", permission: "software.edit" },
  "software.propose-release": { method: "POST", path: "/api/accounts/{account}/software/{software}/agreed-release", permission: "software.agree" },
  "software.answer-release": { method: "POST", path: "/api/accounts/{account}/software/{software}/agreed-release/answer", permission: "software.agree" },
  "software.draft-release": { method: "POST", path: "/api/accounts/{account}/software/{software}/releases", permission: "software.edit" },
  "software.attach-file": { method: "POST", path: "/api/accounts/{account}/software/{software}/releases/{release}/files", permission: "software.edit" },
  "software.publish": { method: "POST", path: "/api/accounts/{account}/software/{software}/releases/{release}/publication", permission: "software.publish" },
  "software.withdraw": { method: "POST", path: "/api/accounts/{account}/software/{software}/releases/{release}/withdrawal", permission: "software.publish" },
  "software.direct": { method: "POST", path: "/api/accounts/{account}/software/{software}/releases/{release}/direction", permission: "software.direct" },
  "software.take": { method: "POST", path: "/api/accounts/{account}/software/{software}/releases/{release}/downloads", permission: "software.take" },
  "software.download": { method: "GET", path: "/api/accounts/{account}/software-downloads/{download}", permission: "software.take" },
  "software.install": { method: "POST", path: "/api/accounts/{account}/software/{software}/releases/{release}/installations", permission: "software.install" },
  "software.ask-for-work": { method: "POST", path: "/api/accounts/{account}/software/{software}/enquiries", permission: "software.ask" },
  "software.answer-work": { method: "POST", path: "/api/accounts/{account}/enquiries/{enquiry}/answer", permission: "software.quote" },
  "unit.list": { method: "GET", path: "/api/accounts/{account}/units", permission: "request.read" },
  "unit.buy": { method: "POST", path: "/api/accounts/{account}/units", permission: "credit.buy" },
  "change.list": { method: "GET", path: "/api/changes", permission: "change.read" },
  "change.read": { method: "GET", path: "/api/accounts/{account}/changes/{change}", permission: "change.read" },
  "change.slots": { method: "GET", path: "/api/accounts/{account}/changes/{change}/free-times", permission: "change.take-part" },
  "change.plan": { method: "POST", path: "/api/accounts/{account}/changes/{change}/plans", permission: "change.take-part" },
  "change.review-plan": { method: "POST", path: "/api/accounts/{account}/changes/{change}/plan-reviews", permission: "change.run" },
  "change.assign": { method: "POST", path: "/api/accounts/{account}/changes/{change}/engineer", permission: "change.run" },
  "change.prepare": { method: "POST", path: "/api/accounts/{account}/changes/{change}/preparations", permission: "change.take-part" },
  "change.require": { method: "POST", path: "/api/accounts/{account}/changes/{change}/requirements", permission: "change.run" },
  "change.ready": { method: "POST", path: "/api/accounts/{account}/changes/{change}/readiness", permission: "change.run" },
  "change.propose": { method: "POST", path: "/api/accounts/{account}/changes/{change}/moves", permission: "change.agree" },
  "change.propose-call-off": { method: "POST", path: "/api/accounts/{account}/changes/{change}/call-offs", permission: "change.agree" },
  "change.locate": { method: "POST", path: "/api/accounts/{account}/changes/{change}/location", permission: "change.run" },
  "change.answer-move": { method: "POST", path: "/api/accounts/{account}/changes/{change}/moves/{move}/answer", permission: "change.agree" },
  "change.again": { method: "POST", path: "/api/accounts/{account}/changes/{change}/further-windows", permission: "change.agree" },
  "change.start": { method: "POST", path: "/api/accounts/{account}/changes/{change}/start", permission: "change.run" },
  "change.log": { method: "POST", path: "/api/accounts/{account}/changes/{change}/log", permission: "change.take-part" },
  "change.pursue": { method: "POST", path: "/api/accounts/{account}/changes/{change}/log/{entry}/steps", permission: "change.take-part" },
  "change.analyse": { method: "POST", path: "/api/accounts/{account}/changes/{change}/log/{entry}/analysis", permission: "change.run" },
  "change.step": { method: "POST", path: "/api/accounts/{account}/changes/{change}/steps/{step}", permission: "change.take-part" },
  "change.end": { method: "POST", path: "/api/accounts/{account}/changes/{change}/end", permission: "change.run" },
  "change.review": { method: "POST", path: "/api/accounts/{account}/changes/{change}/review", permission: "change.run" },
  "blackout.list": { method: "GET", path: "/api/accounts/{account}/blackouts", permission: "change.read" },
  "blackout.add": { method: "POST", path: "/api/accounts/{account}/blackouts", permission: "change.agree" },
  "blackout.lift": { method: "POST", path: "/api/accounts/{account}/blackouts/{blackout}/lift", permission: "change.agree" },
  "engineer.list": { method: "GET", path: "/api/engineers", permission: "request.plan" },
  "engineer.away": { method: "POST", path: "/api/engineers/absences", permission: "change.run" },
  "engineer.back": { method: "POST", path: "/api/engineers/absences/{absence}/end", permission: "change.run" },
  "meeting-action.mine": { method: "GET", path: "/api/meeting-actions", permission: "meeting.read" },
  "meeting-action.list": { method: "GET", path: "/api/accounts/{account}/meeting-actions", permission: "meeting.read" },
  "meeting-agenda.draft": { method: "POST", path: "/api/accounts/{account}/meetings/{meeting}/agenda/draft", permission: "meeting.join" },
  "meeting-agenda.add": { method: "POST", path: "/api/accounts/{account}/meetings/{meeting}/agenda", permission: "meeting.join" },
  "meeting-agenda.order": { method: "POST", path: "/api/accounts/{account}/meetings/{meeting}/agenda/order", permission: "meeting.run" },
  "meeting-agenda.remove": { method: "POST", path: "/api/accounts/{account}/meetings/{meeting}/agenda/{item}/remove", permission: "meeting.join" },
  "meeting-minutes.draft": { method: "POST", path: "/api/accounts/{account}/meetings/{meeting}/minutes/draft", permission: "meeting.run" },
  "meeting-minutes.publish": { method: "POST", path: "/api/accounts/{account}/meetings/{meeting}/minutes", permission: "meeting.run" },
  "meeting-action.add": { method: "POST", path: "/api/accounts/{account}/meetings/{meeting}/actions", permission: "meeting.join" },
  "meeting-action.settle": { method: "POST", path: "/api/accounts/{account}/meeting-actions/{action}/settle", permission: "meeting.join" },
  "meeting-action.postpone": { method: "POST", path: "/api/accounts/{account}/meeting-actions/{action}/postpone", permission: "meeting.run" },
  "webinar.questions": { method: "GET", path: "/api/accounts/{account}/webinars/{webinar}/questions", permission: "webinar.read" },
  "webinar.ask": { method: "POST", path: "/api/accounts/{account}/webinars/{webinar}/questions", permission: "webinar.join" },
  "webinar.asked": { method: "GET", path: "/api/webinars/{webinar}/questions", permission: "webinar.edit" },
  "webinar.answer": { method: "POST", path: "/api/webinars/{webinar}/questions/{question}/answers", permission: "webinar.edit" },
  "webinar.give-question": { method: "POST", path: "/api/webinars/{webinar}/questions/{question}/owner", permission: "webinar.edit" },
  "meeting.leads": { method: "GET", path: "/api/accounts/{account}/meetings/leads", permission: "meeting.run" },
  "meeting.lead": { method: "POST", path: "/api/accounts/{account}/meetings/{meeting}/lead", permission: "meeting.run" },
  "meeting.week": { method: "GET", path: "/api/meetings", permission: "meeting.read" },
  "meeting.list": { method: "GET", path: "/api/accounts/{account}/meetings", permission: "meeting.read" },
  "meeting.plan": { method: "POST", path: "/api/accounts/{account}/meetings", permission: "meeting.join" },
  "meeting.promised": { method: "GET", path: "/api/accounts/{account}/meetings/promised", permission: "meeting.read" },
  "meeting.plan-series": { method: "POST", path: "/api/accounts/{account}/meetings/series", permission: "meeting.run" },
  "meeting.series": { method: "GET", path: "/api/accounts/{account}/meetings/series", permission: "meeting.read" },
  "meeting.ask": { method: "POST", path: "/api/accounts/{account}/meetings/ask", permission: "meeting.join" },
  "meeting.read": { method: "GET", path: "/api/accounts/{account}/meetings/{meeting}", permission: "meeting.read" },
  "meeting.calendar": { method: "GET", path: "/api/accounts/{account}/meetings/{meeting}/calendar", permission: "meeting.read" },
  "meeting.move": { method: "POST", path: "/api/accounts/{account}/meetings/{meeting}/move", permission: "meeting.run" },
  "meeting.cancel": { method: "POST", path: "/api/accounts/{account}/meetings/{meeting}/cancel", permission: "meeting.run" },
  "meeting.miss": { method: "POST", path: "/api/accounts/{account}/meetings/{meeting}/miss", permission: "meeting.run" },
  "meeting.hold": { method: "POST", path: "/api/accounts/{account}/meetings/{meeting}/hold", permission: "meeting.run" },
  "meeting.outcome": { method: "POST", path: "/api/accounts/{account}/meetings/{meeting}/outcome", permission: "meeting.run" },
  "meeting.provider": { method: "POST", path: "/api/accounts/{account}/meetings/{meeting}/provider", permission: "meeting.join" },
  "meeting.invite": { method: "POST", path: "/api/accounts/{account}/meetings/{meeting}/people", permission: "meeting.run" },
  "meeting.uninvite": { method: "POST", path: "/api/accounts/{account}/meetings/{meeting}/people/{invited}/remove", permission: "meeting.run" },
  "meeting.answer": { method: "POST", path: "/api/accounts/{account}/meetings/{meeting}/answer", permission: "meeting.join" },
  "webinar.list": { method: "GET", path: "/api/webinars", permission: "webinar.edit" },
  "webinar.plan": { method: "POST", path: "/api/webinars", permission: "webinar.edit" },
  "webinar.of-account": { method: "GET", path: "/api/accounts/{account}/webinars", permission: "webinar.read" },
  "webinar.register": { method: "POST", path: "/api/accounts/{account}/webinars/{webinar}/seat", permission: "webinar.join" },
  "webinar.hold": { method: "POST", path: "/api/webinars/{webinar}/hold", permission: "webinar.edit" },
  "webinar.post": { method: "POST", path: "/api/webinars/{webinar}/recording", permission: "webinar.edit" },
  "webinar.cancel": { method: "POST", path: "/api/webinars/{webinar}/cancel", permission: "webinar.edit" },
  "duty.list": { method: "GET", path: "/api/accounts/{account}/duties", permission: "duty.read" },
  "duty.history": { method: "GET", path: "/api/accounts/{account}/contracts/{contract}/duties/{duty}", permission: "duty.read" },
  "duty.holds": { method: "GET", path: "/api/accounts/{account}/contracts/{contract}/holds", permission: "duty.read" },
  "duty.board": { method: "GET", path: "/api/duties", permission: "duty.board" },
  "engagement.open": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/engagements", permission: "engagement.edit" },
  "engagement.move": { method: "POST", path: "/api/accounts/{account}/engagements/{engagement}/move", permission: "engagement.edit" },
  "engagement.end": { method: "POST", path: "/api/accounts/{account}/engagements/{engagement}/end", permission: "engagement.edit" },
  "loan.list": { method: "GET", path: "/api/accounts/{account}/loans", permission: "duty.read" },
  "loan.record": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/loans", permission: "loan.edit" },
  "loan.hand-over": { method: "POST", path: "/api/accounts/{account}/loans/{loan}/receipt", permission: "loan.edit" },
  "loan.confirm": { method: "POST", path: "/api/accounts/{account}/loans/{loan}/confirmation", permission: "loan.handle" },
  "loan.ask-back": { method: "POST", path: "/api/accounts/{account}/loans/{loan}/request", permission: "loan.edit" },
  "loan.return": { method: "POST", path: "/api/accounts/{account}/loans/{loan}/return", permission: "loan.edit" },
  "loan.report": { method: "POST", path: "/api/accounts/{account}/loans/{loan}/incidents", permission: "loan.handle" },
  "loan.charge": { method: "POST", path: "/api/accounts/{account}/loans/{loan}/incidents/{incident}/charge", permission: "loan.charge" },
  "participant.list": { method: "GET", path: "/api/accounts/{account}/contracts/{contract}/work/{engagement}/participants", permission: "duty.read" },
  "participant.add": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/work/{engagement}/participants", permission: "duty.meet" },
  "participant.end": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/work/{engagement}/participants/{participant}/end", permission: "duty.meet" },
  "participant.assess": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/work/{engagement}/participants/{participant}/skill", permission: "skill.assess" },
  "participant.cost": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/work/{engagement}/participants/{participant}/costs", permission: "participant.cost" },
  "duty-file.add": { method: "POST", path: "/api/accounts/{account}/duty-files", permission: "duty.meet" },
  "duty-file.read": { method: "GET", path: "/api/accounts/{account}/duty-files/{evidence}", permission: "duty.read" },
  "lifecycle.list": { method: "GET", path: "/api/lifecycle", permission: "device.read" },
  "lifecycle.write": { method: "POST", path: "/api/lifecycle", permission: "lifecycle.edit" },
  "lifecycle.history": { method: "GET", path: "/api/lifecycle/history", permission: "device.read" },
  "lifecycle.import": { method: "POST", path: "/api/lifecycle/import", permission: "lifecycle.edit" },
  "lifecycle.devices": { method: "GET", path: "/api/accounts/{account}/lifecycle", permission: "device.read" },
  "lifecycle.ages": { method: "GET", path: "/api/accounts/{account}/lifecycle/ages", permission: "device.read" },
  "device.lifecycle": { method: "GET", path: "/api/accounts/{account}/devices/{serial}/lifecycle", permission: "device.read" },
  "lifecycle.letters": { method: "GET", path: "/api/accounts/{account}/lifecycle/letters", permission: "device.read" },
  "advisory.list": { method: "GET", path: "/api/advisories", permission: "advisory.read" },
  "advisory.write": { method: "POST", path: "/api/advisories", permission: "advisory.edit" },
  "advisory.read": { method: "GET", path: "/api/advisories/{key}", permission: "advisory.read" },
  "advisory.original": { method: "GET", path: "/api/advisories/{key}/versions/{version}", permission: "advisory.read" },
  "advisory.import": { method: "POST", path: "/api/advisories/import", permission: "advisory.edit" },
  "advisory.publish": { method: "POST", path: "/api/advisories/{key}/publish", permission: "advisory.edit" },
  "exposure.list": { method: "GET", path: "/api/accounts/{account}/exposure", permission: "exposure.read" },
  "exposure.summary": { method: "GET", path: "/api/accounts/{account}/exposure-summary", permission: "exposure.read" },
  "exposure.read": { method: "GET", path: "/api/accounts/{account}/exposure/{key}", permission: "exposure.read" },
  "exposure.devices": { method: "GET", path: "/api/accounts/{account}/exposure/{key}/devices", permission: "exposure.read" },
  "exposure.accounts": { method: "GET", path: "/api/advisories/{key}/accounts", permission: "exposure.read" },
  "device.exposure": { method: "GET", path: "/api/accounts/{account}/devices/{serial}/exposure", permission: "exposure.read" },
  "advisory.fetch": { method: "POST", path: "/api/advisories/fetch", permission: "advisory.edit" },
  "advisory-feed.list": { method: "GET", path: "/api/advisory-feeds", permission: "advisory.edit" },
  "advisory-feed.add": { method: "POST", path: "/api/advisory-feeds", permission: "advisory.edit" },
  "advisory-feed.read": { method: "GET", path: "/api/advisory-feeds/{feed}", permission: "advisory.edit" },
  "advisory-feed.change": { method: "PUT", path: "/api/advisory-feeds/{feed}", permission: "advisory.edit" },
  "advisory-feed.remove": { method: "DELETE", path: "/api/advisory-feeds/{feed}", permission: "advisory.edit" },
  "advisory-feed.ask": { method: "POST", path: "/api/advisory-feeds/{feed}/ask", permission: "advisory.edit" },
  "exposure.waiting": { method: "GET", path: "/api/follow-ups", permission: "exposure.call" },
  "exposure.call": { method: "POST", path: "/api/accounts/{account}/exposure/{key}/call", permission: "exposure.call" },
  "exposure.settle": { method: "POST", path: "/api/accounts/{account}/exposure/{key}/settle", permission: "exposure.call" },
  "exposure.reopen": { method: "POST", path: "/api/accounts/{account}/exposure/{key}/reopen", permission: "exposure.call" },
  "exposure.acknowledge": { method: "POST", path: "/api/accounts/{account}/exposure/{key}/acknowledgements", permission: "exposure.acknowledge" },
  "exposure.take-back": { method: "DELETE", path: "/api/accounts/{account}/exposure/{key}/acknowledgements/{id}", permission: "exposure.acknowledge" },
  "device.upgrade": { method: "GET", path: "/api/accounts/{account}/devices/{serial}/upgrade", permission: "exposure.read" },
  "escalation.list": { method: "GET", path: "/api/escalations", permission: "escalation.read" },
  "escalation.requests": { method: "GET", path: "/api/escalation-requests", permission: "escalation.read" },
  "desk.read": { method: "GET", path: "/api/accounts/{account}/desk", permission: "account.read" },
  "escalation.raise": { method: "POST", path: "/api/accounts/{account}/cases/{case}/escalations", permission: "escalation.raise" },
  "escalation.own": { method: "POST", path: "/api/accounts/{account}/cases/{case}/escalations/{escalation}/owner", permission: "escalation.run" },
  "escalation.level": { method: "POST", path: "/api/accounts/{account}/cases/{case}/escalations/{escalation}/level", permission: "escalation.run" },
  "escalation.change": { method: "POST", path: "/api/accounts/{account}/cases/{case}/escalations/{escalation}/terms", permission: "escalation.run" },
  "escalation.watch": { method: "POST", path: "/api/accounts/{account}/cases/{case}/escalations/{escalation}/watch", permission: "escalation.run" },
  "escalation.report": { method: "POST", path: "/api/accounts/{account}/cases/{case}/escalations/{escalation}/reports", permission: "escalation.run" },
  "escalation.sign": { method: "POST", path: "/api/accounts/{account}/cases/{case}/escalations/{escalation}/sign-off", permission: "escalation.sign" },
  "escalation.done": { method: "POST", path: "/api/accounts/{account}/cases/{case}/escalations/{escalation}/done", permission: "escalation.run" },
  "escalation.withdraw": { method: "POST", path: "/api/accounts/{account}/cases/{case}/escalations/{escalation}/withdrawn", permission: "escalation.raise" },
  "page.list": { method: "GET", path: "/api/pages", permission: "roster.read" },
  "page.acknowledge": { method: "POST", path: "/api/accounts/{account}/cases/{case}/pages/{page}/acknowledgement", permission: "page.acknowledge" },
  "roster.list": { method: "GET", path: "/api/rosters", permission: "roster.read" },
  "roster.add": { method: "POST", path: "/api/rosters", permission: "roster.edit" },
  "roster.read": { method: "GET", path: "/api/accounts/{account}/rosters/{roster}", permission: "roster.read" },
  "roster.edit": { method: "PATCH", path: "/api/accounts/{account}/rosters/{roster}", permission: "roster.edit" },
  "roster.swap": { method: "POST", path: "/api/accounts/{account}/rosters/{roster}/overrides", permission: "roster.swap" },
  "roster.swap-back": { method: "DELETE", path: "/api/accounts/{account}/rosters/{roster}/overrides/{override}", permission: "roster.swap" },
  "roster.hand-over": { method: "POST", path: "/api/accounts/{account}/rosters/{roster}/notes", permission: "roster.swap" },
  "roster.renew-feed": { method: "POST", path: "/api/accounts/{account}/rosters/{roster}/feed", permission: "roster.edit" },
  "roster.feed": { method: "GET", path: "/api/roster-feeds/{roster}/{secret}", permission: "public" },
  "report.desk": { method: "GET", path: "/api/reports/desk", permission: "report.read" },
  "network-report.list": { method: "GET", path: "/api/accounts/{account}/contracts/{contract}/network-reports", permission: "network-report.read" },
  "network-report.read": { method: "GET", path: "/api/accounts/{account}/contracts/{contract}/network-reports/{kind}/{from}", permission: "network-report.read" },
  "network-report.send": { method: "POST", path: "/api/accounts/{account}/contracts/{contract}/network-reports/{kind}/{from}", permission: "network-report.send" },
  "proof.read": { method: "GET", path: "/api/accounts/{account}/contracts/{contract}/proof", permission: "proof.read" },
  "proof.export": { method: "GET", path: "/api/accounts/{account}/contracts/{contract}/proof/export", permission: "proof.read" },
  "day.read": { method: "GET", path: "/api/day", permission: "day.read" },
  "outbox.list": { method: "GET", path: "/api/outbox", permission: "outbox.read" },
  "bounce.list": { method: "GET", path: "/api/bounces", permission: "mail.read" },
  "bounce.clear": { method: "POST", path: "/api/accounts/{account}/bounces/clear", permission: "mail.decide" },
  "mail-in.list": { method: "GET", path: "/api/mail-in", permission: "mail.read" },
  "mail-in.count": { method: "GET", path: "/api/mail-in/count", permission: "mail.read" },
  "mail-in.read": { method: "GET", path: "/api/mail-in/{mail}", permission: "mail.read" },
  "mail-in.release": { method: "POST", path: "/api/mail-in/{mail}/release", permission: "mail.decide" },
  "mail-in.discard": { method: "POST", path: "/api/mail-in/{mail}/discard", permission: "mail.decide" },
  "mail-in.original": { method: "GET", path: "/api/mail-in/{mail}/original", permission: "mail.read" },
  "mail-in.reveal": { method: "POST", path: "/api/mail-in/{mail}/reveal", permission: "case.reveal" },
  "case.formatted": { method: "GET", path: "/api/accounts/{account}/cases/{case}/formatted", permission: "case.read" },
  "mail-in.formatted": { method: "GET", path: "/api/mail-in/{mail}/formatted", permission: "mail.read" },
  "notice.list": { method: "GET", path: "/api/notices", permission: "signed-in" },
  "notice.count": { method: "GET", path: "/api/notices/count", permission: "signed-in" },
  "notice.read": { method: "POST", path: "/api/notices/read", permission: "signed-in" },
  "notice.preferences": { method: "GET", path: "/api/notices/preferences", permission: "signed-in" },
  "notice.choose": { method: "POST", path: "/api/notices/preferences", permission: "signed-in" },
  "webhook.list": { method: "GET", path: "/api/accounts/{account}/webhooks", permission: "webhook.edit" },
  "webhook.add": { method: "POST", path: "/api/accounts/{account}/webhooks", permission: "webhook.edit" },
  "webhook.change": { method: "PATCH", path: "/api/accounts/{account}/webhooks/{webhook}", permission: "webhook.edit" },
  "webhook.rotate": { method: "POST", path: "/api/accounts/{account}/webhooks/{webhook}/secret", permission: "webhook.edit" },
  "webhook.ping": { method: "POST", path: "/api/accounts/{account}/webhooks/{webhook}/ping", permission: "webhook.edit" },
  "webhook.deliveries": { method: "GET", path: "/api/accounts/{account}/webhooks/{webhook}/deliveries", permission: "webhook.edit" },
  "webhook.replay": { method: "POST", path: "/api/accounts/{account}/webhooks/{webhook}/deliveries/{delivery}/replay", permission: "webhook.edit" },
  "webhook.remove": { method: "POST", path: "/api/accounts/{account}/webhooks/{webhook}/remove", permission: "webhook.edit" },
  "notice.webhook": { method: "GET", path: "/api/notices/webhook", permission: "signed-in" },
  "notice.set-webhook": { method: "POST", path: "/api/notices/webhook", permission: "signed-in" },
  "notice.rotate-webhook": { method: "POST", path: "/api/notices/webhook/secret", permission: "signed-in" },
  "notice.ping-webhook": { method: "POST", path: "/api/notices/webhook/ping", permission: "signed-in" },
  "notice.enable-webhook": { method: "POST", path: "/api/notices/webhook/enable", permission: "signed-in" },
  "notice.remove-webhook": { method: "POST", path: "/api/notices/webhook/remove", permission: "signed-in" },
  "notice.webhook-deliveries": { method: "GET", path: "/api/notices/webhook/deliveries", permission: "signed-in" },
  "notice.feed-state": { method: "GET", path: "/api/notices/feed", permission: "signed-in" },
  "notice.make-feed": { method: "POST", path: "/api/notices/feed", permission: "signed-in" },
  "notice.remove-feed": { method: "POST", path: "/api/notices/feed/remove", permission: "signed-in" },
  "notice.feed": { method: "GET", path: "/api/notice-feeds/{person}/{secret}", permission: "public" },
}
