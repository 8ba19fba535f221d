// Package storage keeps everything: the updates received, conversations,
// campaigns, lists, and the messages to send. One store on two engines: SQLite,
// a file, by default; PostgreSQL when one machine is outgrown.
//
// A write either happens whole or not at all. Times are microseconds since
// 1970 from the caller's clock; texts hold no U+0000 (refused as Invalid).
//
// # The life of the rows
//
// An update comes in by Receive, which knows it by bot and id: what comes twice
// is there once. It waits in its chat's line; Claim takes the head of some
// line on a lease. Commit closes it together with all its step changed: the
// conversation, campaigns, an import, the messages to send. Release gives it
// back for later. A lease that ends, because its holder died or was too slow,
// passes on; each claim has a token, and only the newest can close the row, so a
// step's changes are stored once.
//
// A message waits in its chat's line in the outbox. NextDelivery, Delivered and
// Postpone are to it what Claim, Commit and Release are to an update; Abandon
// closes one that cannot be sent. It is dropped when its key was queued before:
// keys are made from the update's id. Between the messenger's acceptance and
// Delivered lies the only instant in which a crash repeats something.
//
// A job waits for its time instead of in a line, at most one of a key in a
// conversation. ClaimJob, CommitJob and ReleaseJob take it to its end; then it
// is gone. However long nobody looked, it is one row and is done once. When a
// chat turns out to have nobody in it, its jobs rest until somebody speaks.
//
// Tokens of a language model are counted by day, and what it said is kept by
// the content of the request for some days, so that nobody pays twice.
//
// Turns to send, and what the messenger calls the files it has, are rows too,
// so that all processes of a bot keep one pace and upload a file once.
//
// Closed rows keep their identity, so that repetitions are known, and lose
// their body; messages that could not be sent keep it, for whoever looks into
// it. Sweep deletes both some days later. Conversations, campaigns and lists stay until
// they are deleted.
//
// # What is a person's
//
// Every table is in exports, with a rule that says which of its rows are a
// person's: what they said, in private and in groups, and what is in the
// workspace of their private chat. By it Kept tells a person everything, and
// Changes.Forget erases it. A new table gets its rule there, and some rows in
// storagetest's everything(); tests fail until it has both.
//
// A list is what its imports make of it, laid over each other in the order
// they were taken; undoing one takes it out from between the others. The shared
// list has, besides, the creators who joined it by themselves (listing.go).
//
// # What is durable when
//
// When a method that writes returns nil, its change survives a crash of the
// process and, by an fsync, a loss of power. When it returns an error, nothing
// has changed; but for one case: when the connection to a server breaks while
// it commits, the error is Unavailable and nobody knows. To do the same again
// is then safe: an update received twice is there once, and a row that was
// closed, a version that was saved, an import that was taken give Conflict.
//
// On SQLite one goroutine writes. What has queued up while it waits for the
// disk goes into its next transaction together; so a hundred chats at once cost
// few more fsyncs than one. When one of them fails, the others are done again
// without it. A claim
// is not worth an fsync: who held the lease went down with the machine. Several
// processes can share a file; they wait for each other's writes.
//
// On PostgreSQL each write is a transaction, at READ COMMITTED; what the server
// undoes because it met another (40001, 40P01) is tried again some times. A
// claim is durable, too, as its holder may survive the server. Claims pass
// over rows that others are claiming; all else rests on plain rows, so that
// several processes on several machines keep a chat's order and do everything
// once. Two updates of one chat that are received by two processes at the same
// instant have no order: they may then both be on lease, and whoever commits
// second meets a Conflict on the conversation's version.
//
// Reading goes on meanwhile, each on the last committed state. Single rows that
// every step looks up by their key go with the writes, and wait for those: on
// SQLite the writer has their pages at hand, others read them anew after each
// commit.
//
// # From one engine to the other
//
// Stop the bot, Export, Restore into an empty database, start it there. Leases,
// lines and versions go on where they were. Messengers keep what is sent
// meanwhile (Telegram: 24 hours).
//
// # Where things are
//
// types.go says what is kept; inbox.go, outbox.go and their common queue.go are
// the lines, person.go what is a person's, job.go what waits for its time, pace.go and media.go what sending
// needs, speech.go what speaking does; changes.go is a step's commit, with conversation.go, creator.go,
// campaign.go, imports.go and upload.go; roster.go, parts.go and cache.go read lists;
// engine.go and read.go carry all access; sqlite.go with writer.go, and
// postgres.go, hold what is particular to an engine, migrations/ their schemas;
// export.go and restore.go move everything; storagetest is what every engine
// must pass.
package storage
