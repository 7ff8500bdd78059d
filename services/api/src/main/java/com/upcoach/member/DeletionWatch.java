package com.upcoach.member;

import java.util.UUID;

/// Who wants to know that a member has gone.
public interface DeletionWatch {

    /// Is told after the commit, from any thread. It must not block.
    void deleted(UUID memberId);
}
