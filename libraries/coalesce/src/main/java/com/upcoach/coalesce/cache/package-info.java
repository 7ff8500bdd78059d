/// Response cache: the final bytes of an answer, kept until they are too old or something they
/// were made of has changed.
///
/// - [Generations]: what an answer was made of has *tags*; whoever changes something bumps its
///   tag. The generations are read before the query, and kept with the answer: once one of them
///   has moved on, the answer is never given out again. No keys are searched for, ever.
/// - [ResponseCache]: looks an answer up, and names the one caller that is to make it where it is
///   missing, nearly too old or too old; the others wait for that one, or get the last answer.
/// - [CachedResponse]: the bytes, in each encoding, with their entity tag.
/// - [UsageMarker]: whether an answer that was made before anybody asked for it was asked for then.
/// - [TtlRule]: how long an answer of one kind is good for.
///
/// Nobody reads what is older than its own last write: a writer bumps before it is answered, and
/// who asks with a newer generation neither finds an older answer nor waits for one.
package com.upcoach.coalesce.cache;
