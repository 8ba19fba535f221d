package dialog

// action is what a button can ask for.
type action struct {
	do    func(t *turn, arg string)
	needs need
}

// need says what must still be there when a button is pressed.
type need int

const (
	anytime   need = iota
	exists         // its campaign, whatever changed in it
	unchanged      // its campaign as it was: otherwise the button is stale
	begun          // unchanged, or the campaign that is about to begin
)

// actions is every action by its name in a button's data.
var actions map[string]action

func init() { // not a literal: what the actions show has buttons
	actions = map[string]action{
		// Anywhere.
		"home": {(*turn).home, anytime},
		"help": {(*turn).help, anytime},
		"here": {func(t *turn, _ string) { t.resume() }, anytime},
		"back": {(*turn).back, anytime},
		"lang": {(*turn).setLanguage, anytime},
		"ai":   {(*turn).speech, anytime},
		"how":  {(*turn).howWeRank, anytime},

		// Consent, and what is kept.
		"agree":    {(*turn).giveConsent, anytime},
		"refuse":   {(*turn).refuse, anytime},
		"notice":   {(*turn).showNotice, anytime},
		"forget":   {(*turn).forgetAsk, anytime},
		"forget!":  {(*turn).forget, anytime},
		"keep-all": {(*turn).keepAll, anytime},
		"mydata":   {(*turn).myData, anytime},

		// Creators who want to be in no list.
		"unlist":    {func(t *turn, _ string) { t.askUnlist("") }, anytime},
		"requests":  {(*turn).requests, anytime},
		"unlist!":   {func(t *turn, id string) { t.settleRemoval(id, true) }, anytime},
		"unlist-no": {func(t *turn, id string) { t.settleRemoval(id, false) }, anytime},

		// Step 1: the brief.
		"new":      {func(t *turn, _ string) { t.chooseWith("") }, anytime},
		"which":    {(*turn).which, anytime},
		"brief":    {(*turn).brief, exists},
		"edit":     {(*turn).edit, exists},
		"line":     {(*turn).line, begun},
		"answer":   {(*turn).answered, begun},
		"more":     {(*turn).moreAnswers, begun},
		"audience": {(*turn).askAudience, unchanged},
		"ok":       {(*turn).confirmBrief, exists},
		"revert":   {(*turn).revert, exists},
		"goods":    {(*turn).chooseGoods, exists},
		"guess":    {(*turn).guessed, anytime},

		// Step 2: the channels.
		"channels": {(*turn).channels, exists},
		"tick":     {(*turn).tick, unchanged},
		"why":      {(*turn).whyChannels, exists},
		"go":       {(*turn).takeChannels, unchanged},

		// Step 3: the people.
		"people":  {(*turn).people, exists},
		"page":    {(*turn).page, unchanged},
		"card":    {(*turn).card, unchanged},
		"words":   {(*turn).inFewWords, unchanged},
		"keep":    {(*turn).keep, unchanged},
		"unkeep":  {(*turn).undecide, unchanged},
		"drop":    {(*turn).askDrop, unchanged},
		"because": {(*turn).drop, unchanged},
		"with":    {(*turn).compareWith, unchanged},
		"compare": {(*turn).compare, unchanged},
		"check":   {(*turn).check, unchanged},
		"history": {(*turn).askHistory, unchanged},
		"dropped": {(*turn).dropped, exists},
		"summary": {(*turn).summary, exists},
		"xlsx":    {func(t *turn, _ string) { t.sendChosen("xlsx") }, exists},
		"csv":     {func(t *turn, _ string) { t.sendChosen("csv") }, exists},

		"sales":   {(*turn).sales, exists},
		"suppose": {(*turn).suppose, exists},

		// Packages for the budget.
		"packs":  {(*turn).packages, unchanged},
		"pack":   {(*turn).openPackage, unchanged},
		"take":   {(*turn).takePackage, unchanged},
		"terms":  {(*turn).packageTerms, unchanged},
		"weigh":  {(*turn).weigh, exists},
		"weight": {(*turn).setWeight, unchanged},

		// Campaigns.
		"campaigns": {(*turn).campaigns, anytime},
		"open":      {func(t *turn, _ string) { t.open() }, exists},
		"rename":    {(*turn).askName, exists},
		"delete":    {(*turn).askDelete, exists},
		"delete!":   {(*turn).delete, exists},

		// Lists and imports.
		"lists":    {(*turn).lists, anytime},
		"scope":    {(*turn).pickList, exists},
		"use":      {(*turn).useOwnList, anytime},
		"template": {(*turn).sendTemplate, anytime},
		"odd":      {(*turn).oddFigures, anytime},
		"undo":     {(*turn).askUndo, anytime},
		"undo!":    {(*turn).undo, anytime},
		"preview":  {(*turn).previewImport, anytime},
		"import":   {(*turn).takeImport, anytime},
		"fix":      {(*turn).fixColumns, anytime},
		"column":   {(*turn).fixColumn, anytime},
		"map":      {(*turn).mapColumn, anytime},
		"platform": {(*turn).importPlatform, anytime},
		"basis":    {(*turn).importBasis, anytime},
		"noimport": {(*turn).cancelImport, anytime},

		// Texts to send to somebody.
		"drafts":   {(*turn).drafts, anytime},
		"invite":   {(*turn).invite, unchanged},
		"forall":   {(*turn).forAll, unchanged},
		"briefile": {(*turn).sendBrief, unchanged},
		"hints":    {(*turn).hints, exists},
		"letter":   {(*turn).unlisted, anytime},
		"among":    {(*turn).others, anytime},
		"reply":    {(*turn).reply, anytime},
		"respond":  {(*turn).replyToOffer, anytime},
		"ideas":    {(*turn).ideas, anytime},

		// A creator's plan.
		"creator":   {(*turn).creator, anytime},
		"role":      {(*turn).role, anytime},
		"interview": {personal((*turn).interview), anytime},
		"told":      {personal((*turn).toldByButton), anytime},
		"nottold":   {personal((*turn).notTold), anytime},
		"me":        {personal((*turn).me), anytime},
		"steps":     {personal((*turn).steps), anytime},
		"task":      {personal((*turn).task), anytime},
		"another":   {personal((*turn).anotherTask), anytime},
		"done":      {personal((*turn).askProof), anytime},
		"done!":     {personal((*turn).doneUnproved), anytime},
		"excuse":    {personal((*turn).askExcuse), anytime},
		"excuse!":   {personal((*turn).skipTask), anytime},
		"reopen":    {personal((*turn).reopen), anytime},
		"remake":    {personal((*turn).remake), anytime},
		"week":      {personal((*turn).askWeek), anytime},
		"mirror":    {personal((*turn).mirror), anytime},
		"income":    {personal((*turn).income), anytime},

		// Beside the flow.
		"tools":  {(*turn).tools, anytime},
		"offer":  {(*turn).offers, anytime},
		"quote":  {(*turn).quotes, anytime},
		"judge":  {(*turn).judgeCard, unchanged},
		"kit":    {(*turn).kit, anytime},
		"paper":  {(*turn).papers, anytime},
		"remind": {(*turn).reminders, anytime},
		"ask":    {(*turn).askScreen, anytime},
		"about":  {(*turn).about, anytime},
		"topic":  {(*turn).topic, anytime},

		// The shared list, joined by consent.
		"join":     {(*turn).join, anytime},
		"approve":  {(*turn).approve, anytime},
		"waiting":  {(*turn).waiting, anytime},
		"partners": {(*turn).partners, anytime},
	}
}
