package io.wafleet.session.lifecycle;

import io.wafleet.common.account.StatusReason.Code;
import io.wafleet.common.command.CommandType;
import io.wafleet.session.command.CommandHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The commands that each are one wish to the session. */
@Configuration(proxyBeanMethods = false)
class LifeCommands {

    @Bean
    CommandHandler connectAccount(Sessions sessions) {
        return new LifeCommand(CommandType.CONNECT, sessions, session -> session.connect(Code.REQUESTED));
    }

    @Bean
    CommandHandler disconnectAccount(Sessions sessions) {
        return new LifeCommand(CommandType.DISCONNECT, sessions, Session::stop);
    }

    @Bean
    CommandHandler restartAccount(Sessions sessions) {
        return new LifeCommand(CommandType.RESTART, sessions, Session::restart);
    }

    @Bean
    CommandHandler logOutAccount(Sessions sessions) {
        return new LifeCommand(CommandType.LOGOUT, sessions, Session::logOut);
    }
}
