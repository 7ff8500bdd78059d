package com.upcoach.member;

import java.util.UUID;

/// Is told of members whose profile, role or account has changed.
public interface MemberWatch {

    /// Called after the commit and before the answer, on any thread; must not block.
    void changed(UUID memberId);
}
